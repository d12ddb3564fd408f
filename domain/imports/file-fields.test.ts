import { expect, test } from 'vitest'
import type { ImportTarget } from '#domain/imports/fields.ts'
import { recogniseFile, recogniseFileColumns } from '#domain/imports/file-fields.ts'
import { recogniseMemberRole } from '#domain/imports/member-roles.ts'

const placed = (target: ImportTarget, headers: string[]) =>
  Object.fromEntries(
    Object.entries(recogniseFileColumns(target, headers).columns).map(([key, at]) => [headers[at], key]),
  )

test('on the line of a lease, « Nom » is the tenant’s, not the building’s', () => {
  expect(placed('tenancies', ['N° contrat', 'Date d’entrée', 'Nom', 'Prénom', 'Résidence'])).toEqual({
    'N° contrat': 'tenancyRef',
    'Date d’entrée': 'startsOn',
    Nom: 'lastName',
    Prénom: 'firstName',
    Résidence: 'buildingName',
  })
  expect(placed('buildings', ['Code immeuble', 'Nom'])).toEqual({
    'Code immeuble': 'buildingRef',
    Nom: 'buildingName',
  })
})

test('« Code locataire » names the tenant where the lease has its own number, and the lease where it has none', () => {
  expect(placed('tenancies', ['N° contrat', 'Code locataire', 'Date d’entrée'])).toMatchObject({
    'N° contrat': 'tenancyRef',
    'Code locataire': 'personRef',
  })
  expect(placed('tenancies', ['Code locataire', 'Date d’entrée'])).toMatchObject({
    'Code locataire': 'tenancyRef',
  })
})

test('the kind of file is told by its headers', () => {
  expect(recogniseFile(['N° contrat', 'Date d’entrée', 'Loyer', 'Nom'])).toBe('tenancies')
  expect(recogniseFile(['N° contrat', 'Lien', 'Nom', 'Prénom'])).toBe('occupants')
  expect(recogniseFile(['N° contrat', 'Date', 'Libellé', 'Débit', 'Crédit'])).toBe('ledger')
  expect(recogniseFile(['Code immeuble', 'Adresse', 'Code postal', 'Ville'])).toBe('buildings')
  expect(recogniseFile(['Truc', 'Machin'])).toBeUndefined()
})

test('the place of a person in the household, from the landlord’s words', () => {
  expect(
    ['Titulaire', 'Co-titulaire', 'Conjointe', 'Fils', 'Ascendant', 'Hébergé', '?'].map(recogniseMemberRole),
  ).toEqual([
    'leaseholder',
    'co-leaseholder',
    'partner',
    'child',
    'other-dependant',
    'other-occupant',
    undefined,
  ])
})
