import type pg from 'pg'
import { inOrganisation, type Tx } from '#server/db.ts'
import { demoId } from '#server/demo/demo-id.ts'
import { loadAssociation } from '#server/demo/load-association.ts'
import { loadLandlord } from '#server/demo/load-landlord.ts'
import { loadStaff } from '#server/demo/load-staff.ts'
import { type DemoOrganisation, demoOrganisations } from '#server/demo/staff.ts'
import { openTeller, type Teller } from '#server/demo/teller.ts'
import type { House } from '#server/house.ts'
import type { Auth } from '#server/identity/auth.ts'

const loaders: Readonly<Record<DemoOrganisation['kind'], (teller: Teller, house: House) => Promise<void>>> = {
  landlord: loadLandlord,
  association: loadAssociation,
}

/**
 * Loads the fictional organisations that are not there yet, and tells whether there were any. What an organisation holds
 * is written in one transaction with its mark: a load that was killed left nothing of it and is done again.
 */
export const loadDemo = async (
  house: House,
  auth: Auth,
  owner: pg.Client,
  tell: (line: string) => void = () => undefined,
): Promise<boolean> => {
  const { rows: others } = await owner.query(
    'select from organisation where id <> all ($1::uuid[]) limit 1',
    [demoOrganisations.map(({ id }) => id)],
  )
  if (others.length > 0) return false
  const missing: DemoOrganisation[] = []
  for (const organisation of demoOrganisations)
    if (!(await inOrganisation(house.database, organisation.id, (tx) => isLoaded(tx, organisation))))
      missing.push(organisation)
  if (missing.length > 0) tell('Chargement de la démonstration…')
  for (const organisation of missing) await loadOrganisation(house, auth, owner, organisation)
  return missing.length > 0
}

const loadOrganisation = async (
  house: House,
  auth: Auth,
  owner: pg.Client,
  organisation: DemoOrganisation,
) => {
  const { id, slug, name, kind } = organisation
  await owner.query(
    'insert into organisation (id, slug, name, kind) values ($1, $2, $3, $4) on conflict (id) do nothing',
    [id, slug, name, kind],
  )
  const staff = await loadStaff(house, auth, organisation)
  await inOrganisation(house.database, id, async (tx) => {
    await loaders[kind](openTeller(house, tx, id, staff), house)
    await markLoaded(tx, organisation)
  })
}

const markOf = ({ id }: DemoOrganisation) => demoId(`${id}/loaded`)

const isLoaded = async (tx: Tx, organisation: DemoOrganisation): Promise<boolean> => {
  const found = await tx
    .selectFrom('journal')
    .where('organisation_id', '=', organisation.id)
    .where('id', '=', markOf(organisation))
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

/** The mark is a line of the journal: it cannot be erased by mistake. */
const markLoaded = async (tx: Tx, organisation: DemoOrganisation): Promise<void> => {
  await tx
    .insertInto('journal')
    .values({
      organisation_id: organisation.id,
      id: markOf(organisation),
      act: 'demo-loaded',
      subject_kind: 'organisation',
      subject_id: organisation.id,
    })
    .execute()
}
