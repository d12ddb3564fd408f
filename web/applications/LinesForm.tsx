import { Button, Fieldset, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ApplicationView } from '#contract/application-shapes.ts'
import { describeProduct } from '#domain/funding/describe-product.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { firstOfMonth } from '#domain/plain-date.ts'
import classes from '#web/applications/applications.module.css'
import { useApplicationCommand } from '#web/applications/use-application-command.ts'
import { api } from '#web/client.ts'
import { WholeInput } from '#web/programmes/WholeInput.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

type LineValues = {
  productId: string | null
  requestedCents: number | null
  months: number | null
  deferralMonths: number | null
  firstMonth: PlainDate | null
}
type Values = { lines: LineValues[] }

const emptyLine: LineValues = {
  productId: null,
  requestedCents: null,
  months: null,
  deferralMonths: 0,
  firstMonth: null,
}

const startOf = ({ lines }: ApplicationView): Values => ({
  lines:
    lines.length === 0
      ? [emptyLine]
      : lines.map(({ productId, requestedCents, months, deferralMonths, firstMonth }) => ({
          productId,
          requestedCents,
          months,
          deferralMonths,
          firstMonth,
        })),
})

const isWhole = (line: LineValues): line is LineValues & { productId: string; requestedCents: number } =>
  line.productId !== null && line.requestedCents !== null && line.requestedCents > 0

export const LinesForm = ({
  application,
  onClose,
}: {
  application: ApplicationView
  onClose: () => void
}) => {
  const { applicationId, version } = application
  const form = useForm<Values>({ initialValues: startOf(application) })
  const draft = useFormDraft(`application-lines/${applicationId}`, form, form.values)
  const command = useApplicationCommand(api.applications.setLines, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, [])
  const { lines } = form.values
  const put = (next: LineValues[]) => form.setFieldValue('lines', next)
  const whole = lines.filter(isWhole)
  return (
    <SideForm
      title="Ce qui est demandé"
      opened
      onClose={onClose}
      size={560}
      command={command}
      draft={draft}
      issues={issues}
      because={whole.length < lines.length ? 'Chaque ligne demande un produit et un montant.' : undefined}
      submitLabel="Enregistrer la demande"
      onSubmit={form.onSubmit(
        () =>
          void command.run({
            applicationId,
            version,
            lines: whole.map((line) => ({ ...line, deferralMonths: line.deferralMonths ?? 0 })),
          }),
      )}
    >
      {lines.map((line, index) => (
        <LineFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own while it is typed
          key={index}
          line={line}
          index={index}
          set={(change) => put(lines.map((one, place) => (place === index ? { ...one, ...change } : one)))}
          remove={lines.length > 1 ? () => put(lines.filter((_, place) => place !== index)) : undefined}
        />
      ))}
      <div>
        <Button variant="default" onClick={() => put([...lines, emptyLine])}>
          Ajouter un produit
        </Button>
      </div>
    </SideForm>
  )
}

type LineProps = {
  line: LineValues
  index: number
  set: (change: Partial<LineValues>) => void
  remove: (() => void) | undefined
}

const LineFields = ({ line, index, set, remove }: LineProps) => {
  const { rows } = useApiPages(api.products.list, { state: 'open', limit: 200 })
  const product = useApiQuery(
    api.products.open,
    { productId: line.productId ?? '' },
    { enabled: line.productId !== null },
  )
  const definition = product.data?.published?.definition
  const recurring = definition?.recurring
  const setMonths = (months: number | null) =>
    set({ months, ...(recurring && months ? { requestedCents: recurring.monthlyCents * months } : {}) })
  return (
    <Fieldset legend={`Produit ${index + 1}`} className={classes.fields}>
      <Select
        label="Produit"
        searchable
        nothingFoundMessage="Aucun produit ouvert de ce nom."
        data={rows.map(({ productId, name }) => ({ value: productId, label: name }))}
        value={line.productId}
        onChange={(productId) => set({ ...emptyLine, productId })}
      />
      {definition && (
        <p className={classes.terms}>
          {typeset(
            describeProduct(definition)
              .filter(({ key }) => key === 'amount' || key === 'length')
              .flatMap(({ lines }) => lines)
              .join(' ; '),
          )}
        </p>
      )}
      {(definition?.length || recurring) && (
        <WholeInput
          label={recurring ? 'Nombre de mois' : 'Durée, en mois'}
          max={999}
          value={line.months}
          onChange={setMonths}
        />
      )}
      <AmountInput
        label="Montant demandé"
        disabled={Boolean(recurring)}
        value={line.requestedCents}
        onChange={(requestedCents) => set({ requestedCents })}
      />
      {recurring && (
        <DayInput
          label="Premier mois"
          description="Un jour de ce mois ; l’aide part du premier."
          value={line.firstMonth}
          onChange={(day) => set({ firstMonth: day && firstOfMonth(day) })}
        />
      )}
      {definition?.length && definition.length.maxDeferralMonths > 0 && (
        <WholeInput
          label="Différé, en mois"
          max={definition.length.maxDeferralMonths}
          value={line.deferralMonths}
          onChange={(deferralMonths) => set({ deferralMonths })}
        />
      )}
      {remove && (
        <div>
          <Button size="compact-sm" variant="subtle" color="late" onClick={remove}>
            Enlever ce produit
          </Button>
        </div>
      )}
    </Fieldset>
  )
}
