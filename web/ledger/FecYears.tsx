import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { formatInteger } from '#domain/money.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

type Books = Output<typeof contract.ledger.getBooks>
type Year = Books['years'][number]

/** The accounting years, with the file of each and its check. */
export const FecYears = ({ books }: { books: Books }) => {
  const { because } = useAccess('keep-ledger')
  const [checked, setChecked] = useState<PlainDate>()
  const download = useApiDownload(api.ledger.downloadFec)
  const forbid = (year: Year) => {
    if (!books.siren) return 'Indiquez d’abord le SIREN de l’organisation.'
    return year.validated === 0 ? 'Aucune écriture de cet exercice n’est validée.' : undefined
  }
  const columns: Column<Year>[] = [
    {
      key: 'year',
      header: 'Exercice',
      cell: ({ startsOn, endsOn }) => `du ${formatDate(startsOn)} au ${formatDate(endsOn)}`,
    },
    {
      key: 'validated',
      header: 'Écritures validées',
      align: 'end',
      cell: ({ validated }) => <span className="figures">{formatInteger(validated)}</span>,
    },
    {
      key: 'unvalidated',
      header: 'À valider',
      align: 'end',
      cell: ({ unvalidated }) => <span className="figures">{formatInteger(unvalidated)}</span>,
    },
    {
      key: 'act',
      header: 'Fichier des écritures',
      isAct: true,
      cell: (year) => (
        <Group gap="xs" wrap="nowrap">
          <ReasonedButton
            size="compact-sm"
            variant="default"
            because={because ?? forbid(year)}
            loading={download.isRunning}
            onClick={() => void download.run({ yearStartsOn: year.startsOn })}
          >
            Télécharger
          </ReasonedButton>
          {forbid(year) === undefined && (
            <Button size="compact-sm" variant="subtle" onClick={() => setChecked(year.startsOn)}>
              Contrôler
            </Button>
          )}
        </Group>
      ),
    },
  ]
  return (
    <Section title="Fichier des écritures comptables">
      {download.failure && <Notice kind="late">{download.failure}</Notice>}
      <DataTable
        label="Exercices"
        noun={{ one: 'exercice', many: 'exercices' }}
        columns={columns}
        page={pageOfAll(books.years)}
        rowKey={({ startsOn }) => startsOn}
      />
      {checked && <FecCheck yearStartsOn={checked} />}
    </Section>
  )
}

const FecCheck = ({ yearStartsOn }: { yearStartsOn: PlainDate }) => {
  const { data, error, refetch } = useApiQuery(api.ledger.checkFec, { yearStartsOn })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Contrôle du fichier…" />
  if (data.problems.length === 0)
    return (
      <Notice kind="done">
        {`${formatInteger(data.lines)} lignes lues : dix-huit champs, dates, montants et équilibre de chaque écriture sont bons.`}
      </Notice>
    )
  return (
    <Notice kind="late" title={`${data.problems.length} anomalies`}>
      <ul>
        {data.problems.map(({ line, field, problem }) => (
          <li key={`${line} ${field} ${problem}`}>
            Ligne {line} : {problem}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
