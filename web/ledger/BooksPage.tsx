import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { addDays, formatDate, lastOfMonth, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { FecYears } from '#web/ledger/FecYears.tsx'
import { LedgerFrame } from '#web/ledger/LedgerFrame.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'
import classes from './ledger.module.css'

type Books = Output<typeof contract.ledger.getBooks>

/** What is validated, the controls of the month, and the file that the tax office may ask for. */
export const BooksPage = () => {
  const { data, error, refetch } = useApiQuery(api.ledger.getBooks, {})
  return (
    <LedgerFrame
      title="Clôture et FEC"
      subtitle="Une écriture validée a son numéro et sa période est close : ce qui arrive ensuite prend un jour ouvert."
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <>
          <Controls books={data} />
          <Closing books={data} />
          <FecYears books={data} />
          <Identity key={data.version} books={data} />
        </>
      )}
    </LedgerFrame>
  )
}

const controlWords = {
  balance: { label: 'Toutes les écritures', detail: 'Débits et crédits s’annulent.' },
  claims: { label: 'Prêts et avances restant dus', detail: 'Somme des comptes, et somme des dossiers.' },
  envelopes: { label: 'Engagements', detail: 'Somme des comptes, et somme des enveloppes.' },
  'in-transit': {
    label: 'En cours de banque',
    detail: 'Ordonné ou présenté, et pas encore lu sur un relevé.',
  },
} as const

const Controls = ({ books }: { books: Books }) => {
  const { slug } = useMember()
  return (
    <Section title="Contrôles">
      <StatRow>
        {books.controls.map(({ key, ledgerCents, filesCents }) => (
          <Stat
            key={key}
            label={controlWords[key].label}
            value={<Amount cents={ledgerCents} />}
            detail={
              <>
                {controlWords[key].detail}{' '}
                {filesCents !== null &&
                  (filesCents === ledgerCents ? (
                    <Signal kind="done">d’accord</Signal>
                  ) : (
                    <Signal kind="late">
                      écart de <Amount cents={ledgerCents - filesCents} />
                    </Signal>
                  ))}
              </>
            }
          />
        ))}
      </StatRow>
      <p>
        <Link to={paths.ledgerAccounts({ slug })}>Voir la balance des comptes</Link>
      </p>
    </Section>
  )
}

const Closing = ({ books }: { books: Books }) => {
  const today = useToday()
  const { because } = useAccess('keep-ledger')
  const lastMonth = addDays(`${today.slice(0, 8)}01` as PlainDate, -1)
  const [until, setUntil] = useState<PlainDate | null>(lastOfMonth(lastMonth))
  const [isAsking, setAsking] = useState(false)
  const validate = useApiCommand(api.ledger.validate, {
    onDone: ({ validated }) => void notify(`${validated} écritures validées.`),
  })
  return (
    <Section title="Valider">
      <p className={classes.balance}>
        {books.closedUntil
          ? `Validé jusqu’au ${formatDate(books.closedUntil)}.`
          : 'Rien n’est encore validé.'}
      </p>
      <div className={classes.closing}>
        <DayInput
          label="Valider jusqu’au"
          value={until}
          onChange={setUntil}
          min={books.closedUntil ? addDays(books.closedUntil, 1) : undefined}
          max={addDays(today, -1)}
        />
        <ReasonedButton
          because={because ?? (until === null ? 'Choisissez un jour passé.' : undefined)}
          onClick={() => setAsking(true)}
        >
          Valider les écritures
        </ReasonedButton>
      </div>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`Valider les écritures jusqu’au ${until ? formatDate(until) : ''} ?`}
        confirmLabel="Valider et clore"
        command={validate}
        onConfirm={() => until && validate.run({ until })}
      >
        Elles reçoivent leur numéro définitif. Un règlement daté de cette période et appris plus tard s’écrira
        au premier jour ouvert, avec sa date de pièce.
      </ConfirmDialog>
    </Section>
  )
}

const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]

const Identity = ({ books }: { books: Books }) => {
  const { because } = useAccess('keep-ledger')
  const [isOpen, setOpen] = useState(false)
  const form = useForm({ initialValues: { siren: books.siren ?? '', firstMonth: String(books.firstMonth) } })
  const save = useApiCommand(api.ledger.saveSettings, {
    onDone: () => {
      setOpen(false)
      void notify('Réglages enregistrés.')
    },
  })
  const issues = useIssues(form, save.issues, ['siren', 'firstMonth'])
  const { siren, firstMonth } = form.values
  return (
    <Section
      title="Organisation et exercice"
      actions={
        <ReasonedButton variant="default" because={because} onClick={() => setOpen(true)}>
          Modifier
        </ReasonedButton>
      }
    >
      <p>
        {books.siren ? `SIREN ${books.siren}` : 'SIREN non renseigné : le FEC en a besoin'}. L’exercice
        commence en {months[books.firstMonth - 1]}.
      </p>
      {isOpen && (
        <SideForm
          title="Organisation et exercice"
          opened
          onClose={() => setOpen(false)}
          onSubmit={form.onSubmit(() =>
            save.run({
              siren: siren.replace(/\s/g, ''),
              firstMonth: Number(firstMonth),
              version: books.version,
            }),
          )}
          command={save}
          submitLabel="Enregistrer"
          issues={issues}
        >
          <TextInput label="SIREN" inputMode="numeric" maxLength={11} {...form.getInputProps('siren')} />
          <Select
            label="Premier mois de l’exercice"
            allowDeselect={false}
            data={months.map((label, index) => ({ value: String(index + 1), label }))}
            {...form.getInputProps('firstMonth')}
          />
        </SideForm>
      )}
    </Section>
  )
}
