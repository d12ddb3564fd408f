import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { DuplicateProposal, Merge } from '#contract/duplicates.ts'
import type { LikenessReason } from '#domain/households/same-person.ts'
import { tellPhone } from '#domain/phone.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/households/DuplicatesPage.module.css'
import { MergeDialog } from '#web/households/MergeDialog.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { Section } from '#web/ui/Section.tsx'
import { text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiCommand, useApiPages } from '#web/use-api.ts'

const schema = { menage: text() }

const reasonLabels: Readonly<Record<LikenessReason, string>> = {
  'same-name': 'même nom',
  'names-swapped': 'nom et prénom inversés',
  'close-name': 'noms proches',
  'same-birth-name': 'même nom de naissance',
  'same-birth-date': 'même date de naissance',
  'birth-date-slip': 'dates de naissance proches',
  'same-phone': 'même téléphone',
  'same-email': 'même courriel',
  'same-address': 'même adresse',
  'different-birth-date': 'dates de naissance différentes',
}

export const DuplicatesPage = () => {
  const slug = useOrganisationSlug()
  const [{ menage }, setUrl] = useUrlState(schema)
  const [merged, setMerged] = useState<DuplicateProposal>()
  const all = useApiPages(api.duplicates.list, {}, { enabled: menage === '' })
  const found = useFoundFor(menage)
  const dismiss = useApiCommand(api.duplicates.dismiss, { onDone: found.look })
  const columns = columnsOf(
    slug,
    setMerged,
    ({ personA, personB }) => void dismiss.run({ personA: personA.personId, personB: personB.personId }),
  )
  return (
    <Page
      title="Doublons"
      subtitle="Des personnes qui sont peut-être les mêmes. Rien n’est réuni sans vous, et tout se défait."
      crumbs={[{ label: 'Ménages', to: paths.households({ slug }) }]}
      actions={
        menage !== '' && (
          <Button variant="default" onClick={() => setUrl({ menage: '' })}>
            Voir tous les doublons
          </Button>
        )
      }
    >
      {dismiss.refusal && <Notice kind="late">{dismiss.refusal.message}</Notice>}
      <DataTable
        label="Doublons proposés"
        noun={{ one: 'proposition', many: 'propositions' }}
        columns={columns}
        page={menage === '' ? all : found.page}
        rowKey={({ personA, personB }) => personA.personId + personB.personId}
        empty={
          <EmptyState title="Aucun doublon à examiner">
            Les fiches sont comparées chaque nuit : noms sans accents, dates de naissance, téléphones,
            courriels.
          </EmptyState>
        }
      />
      <Merges />
      {merged && (
        <MergeDialog
          proposal={merged}
          onClose={() => {
            setMerged(undefined)
            found.look()
          }}
        />
      )}
    </Page>
  )
}

/** Looks now, for one household: a command, because what it finds is kept. */
const useFoundFor = (householdId: string) => {
  const find = useApiCommand(api.duplicates.findForHousehold, { invalidates: [api.households.open] })
  const [rows, setRows] = useState<readonly DuplicateProposal[]>()
  const latest = useRef(find)
  latest.current = find
  const look = () => {
    if (householdId !== '')
      void latest.current.run({ householdId }).then((answer) => answer && setRows(answer.rows))
  }
  useEffect(() => {
    if (householdId !== '')
      void latest.current.run({ householdId }).then((answer) => answer && setRows(answer.rows))
  }, [householdId])
  return { look, page: { ...pageOfAll(rows ?? []), isLoading: rows === undefined } }
}

const columnsOf = (
  slug: string,
  merge: (proposal: DuplicateProposal) => void,
  dismiss: (proposal: DuplicateProposal) => void,
): Column<DuplicateProposal>[] => [
  { key: 'a', header: 'Une fiche', cell: ({ personA }) => <Candidate slug={slug} candidate={personA} /> },
  {
    key: 'b',
    header: 'L’autre',
    cell: ({ personB }) => <Candidate slug={slug} candidate={personB} />,
  },
  {
    key: 'reasons',
    header: 'Pourquoi',
    cell: ({ reasons }) => (
      <span className={classes.reasons}>{reasons.map((reason) => reasonLabels[reason]).join(', ')}</span>
    ),
    grows: true,
  },
  {
    key: 'act',
    header: 'Décider',
    isAct: true,
    cell: (proposal) => (
      <>
        <Button size="compact-sm" variant="default" onClick={() => merge(proposal)}>
          Réunir
        </Button>{' '}
        <Button size="compact-sm" variant="subtle" onClick={() => dismiss(proposal)}>
          Pas les mêmes
        </Button>
      </>
    ),
  },
]

const Candidate = ({ slug, candidate }: { slug: string; candidate: DuplicateProposal['personA'] }) => {
  const { name, birthOn, phone, householdId, address } = candidate
  const detail = [birthOn && `né ou née le ${formatDate(birthOn)}`, phone && tellPhone(phone), address]
    .filter(Boolean)
    .join(', ')
  return (
    <span className={classes.candidate}>
      {householdId ? <Link to={paths.household({ slug, householdId })}>{name}</Link> : name}
      {detail && <small>{detail}</small>}
    </span>
  )
}

const whatOf = ({ kind, persons }: Merge): string => {
  if (kind === 'person') return 'fiche'
  if (persons === 0) return 'dossier'
  return persons === 1 ? 'dossier et une fiche' : `dossier et ${persons} fiches`
}

const Merges = () => {
  const page = useApiPages(api.duplicates.listMerges, { limit: 20 })
  const [undone, setUndone] = useState<Merge>()
  const undo = useApiCommand(api.duplicates.undoMerge)
  if (page.rows.length === 0) return null
  const columns: Column<Merge>[] = [
    { key: 'kept', header: 'Gardé', cell: ({ kept }) => kept },
    { key: 'absorbed', header: 'Réuni', cell: ({ absorbed }) => absorbed, grows: true },
    { key: 'kind', header: 'Quoi', cell: whatOf },
    {
      key: 'when',
      header: 'Quand, par qui',
      cell: ({ doneAt, doneBy }) => `${formatInstant(doneAt)}, ${doneBy}`,
    },
    {
      key: 'undo',
      header: 'Défaire',
      cell: (merge) =>
        merge.undoneAt ? (
          `défait le ${formatInstant(merge.undoneAt)} par ${merge.undoneBy}`
        ) : (
          <Button size="compact-sm" variant="subtle" onClick={() => setUndone(merge)}>
            Séparer de nouveau
          </Button>
        ),
    },
  ]
  return (
    <Section title="Fusions faites">
      <DataTable
        label="Fusions faites"
        noun={{ one: 'fusion', many: 'fusions' }}
        columns={columns}
        page={page}
        rowKey={({ mergeId }) => mergeId}
      />
      {undone && (
        <ConfirmDialog
          opened
          onClose={() => setUndone(undefined)}
          title="Séparer de nouveau ?"
          confirmLabel="Séparer"
          command={undo}
          onConfirm={() => undo.run({ mergeId: undone.mergeId })}
        >
          Chacun retrouve ce qu’il avait. Ce qui a été ajouté depuis reste avec « {undone.kept} ».
        </ConfirmDialog>
      )}
    </Section>
  )
}
