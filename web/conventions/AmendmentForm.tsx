import { MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Convention } from '#contract/convention-shapes.ts'
import type { Input } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import type { Clauses } from '#domain/conventions/terms.ts'
import { type FundingField, fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type NamedTerritory, tellTerritory, territoryKey } from '#domain/territories/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { AllotmentFields, type AllotmentValue } from '#web/conventions/AllotmentFields.tsx'
import { ClauseFields } from '#web/conventions/ClauseFields.tsx'
import classes from '#web/conventions/conventions.module.css'
import { whole } from '#web/conventions/TermFields.tsx'
import { useToday } from '#web/session/session.ts'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { convention: Convention; onClose: () => void }
type Values = {
  signedOn: PlainDate | null
  effectiveOn: PlainDate | null
  purpose: string
  endsOn: PlainDate | null
  addedFields: FundingField[]
  removedFields: FundingField[]
  addedTerritories: NamedTerritory[]
  removedTerritories: string[]
  noticeDays: number | null
  renewalMonths: number | null
  clauses: Partial<Clauses>
  allotments: AllotmentValue[]
}

const nothing: Values = {
  signedOn: null,
  effectiveOn: null,
  purpose: '',
  endsOn: null,
  addedFields: [],
  removedFields: [],
  addedTerritories: [],
  removedTerritories: [],
  noticeDays: null,
  renewalMonths: null,
  clauses: {},
  allotments: [],
}

type Changes = Input<typeof contract.conventions.amend>['changes']

/** Only what was filled in changes. */
const changesOf = (values: Values, { terms }: Convention): Changes => {
  const clauses = changedClauses(terms.clauses, values.clauses)
  return {
    ...(values.endsOn ? { endsOn: values.endsOn } : {}),
    ...(values.addedFields.length > 0 ? { addedFields: values.addedFields } : {}),
    ...(values.removedFields.length > 0 ? { removedFields: values.removedFields } : {}),
    ...(values.addedTerritories.length > 0 ? { addedTerritories: values.addedTerritories } : {}),
    ...(values.removedTerritories.length > 0
      ? {
          removedTerritories: terms.territories.filter((one) =>
            values.removedTerritories.includes(territoryKey(one)),
          ),
        }
      : {}),
    ...(values.noticeDays !== null ? { noticeDays: values.noticeDays } : {}),
    ...(values.renewalMonths !== null ? { renewalMonths: values.renewalMonths } : {}),
    ...(Object.keys(clauses).length > 0 ? { clauses } : {}),
  }
}

/** A clause typed back to what it was is no change. */
const changedClauses = (now: Clauses, typed: Partial<Clauses>): Partial<Clauses> =>
  Object.fromEntries(
    Object.entries(typed).filter(([clause, value]) => now[clause as keyof Clauses] !== value),
  )

export const AmendmentForm = ({ convention, onClose }: Props) => {
  const today = useToday()
  const { id, version, terms } = convention
  const form = useForm<Values>({ initialValues: nothing })
  const draft = useFormDraft(`amendment/${id}`, form, form.values)
  const command = useApiCommand(api.conventions.amend, {
    onDone: () => {
      draft.clear()
      void notify('Avenant ajouté.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['signedOn', 'effectiveOn', 'purpose'])
  const { values } = form
  const { signedOn, effectiveOn, purpose } = values
  const save = () => {
    if (!signedOn) return
    void command.run({
      conventionId: id,
      version,
      signedOn,
      effectiveOn: effectiveOn ?? signedOn,
      purpose: purpose.trim(),
      changes: changesOf(values, convention),
      allotments: values.allotments.flatMap(({ envelopeId, cents }) =>
        envelopeId && cents ? [{ envelopeId, cents }] : [],
      ),
    })
  }
  return (
    <SideForm
      title="Ajouter un avenant"
      opened
      size={640}
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={{ ...command, refusal: withFigures(command.refusal) }}
      submitLabel="Enregistrer l’avenant"
      because={signedOn && purpose.trim() ? undefined : 'Donnez la date de signature et l’objet.'}
      issues={issues}
      draft={draft}
    >
      <TextInput label="Objet de l’avenant" maxLength={1000} {...form.getInputProps('purpose')} />
      <div className={classes.pair}>
        <DayInput label="Signé le" max={today} {...form.getInputProps('signedOn')} value={signedOn} />
        <DayInput
          label="Prend effet le, si c’est un autre jour"
          {...form.getInputProps('effectiveOn')}
          value={effectiveOn}
        />
      </div>
      <fieldset className={classes.group}>
        <legend>Ce qu’il change</legend>
        <DayInput label="Nouvelle dernière journée" {...form.getInputProps('endsOn')} value={values.endsOn} />
        <FieldChanges
          values={values}
          terms={terms}
          set={(part) => form.setValues((current) => ({ ...current, ...part }))}
        />
        <div className={classes.pair}>
          <NumberInput
            label="Préavis, en jours"
            placeholder={terms.noticeDays === null ? 'Aucun' : `${terms.noticeDays}`}
            min={0}
            max={999}
            allowDecimal={false}
            value={values.noticeDays ?? ''}
            onChange={(value) => form.setFieldValue('noticeDays', whole(value))}
          />
          <NumberInput
            label="Renouvellement, en mois"
            placeholder={terms.renewalMonths === null ? 'Aucun' : `${terms.renewalMonths}`}
            min={1}
            max={120}
            allowDecimal={false}
            value={values.renewalMonths ?? ''}
            onChange={(value) => form.setFieldValue('renewalMonths', whole(value))}
          />
        </div>
      </fieldset>
      <ClauseFields
        legend="Clauses, telles qu’elles seront"
        clauses={{ ...terms.clauses, ...values.clauses }}
        change={(part) => form.setFieldValue('clauses', { ...values.clauses, ...part })}
      />
      <AllotmentFields
        conventionId={id}
        allotments={values.allotments}
        change={(allotments) => form.setFieldValue('allotments', allotments)}
      />
    </SideForm>
  )
}

type ChangeProps = { values: Values; terms: Convention['terms']; set: (part: Partial<Values>) => void }

const FieldChanges = ({ values, terms, set }: ChangeProps) => (
  <>
    <div className={classes.pair}>
      <MultiSelect
        label="Domaines ajoutés"
        data={choicesOf(
          fundingFields.filter((field) => !terms.fields.includes(field)),
          fundingFieldLabels,
        )}
        value={values.addedFields}
        onChange={(chosen) => set({ addedFields: fundingFields.filter((one) => chosen.includes(one)) })}
      />
      <MultiSelect
        label="Domaines retirés"
        data={choicesOf(terms.fields, fundingFieldLabels)}
        value={values.removedFields}
        onChange={(chosen) => set({ removedFields: fundingFields.filter((one) => chosen.includes(one)) })}
      />
    </div>
    <TerritoryField
      label="Territoires ajoutés"
      value={values.addedTerritories}
      onChange={(addedTerritories) => set({ addedTerritories })}
    />
    <MultiSelect
      label="Territoires retirés"
      data={terms.territories.map((one) => ({ value: territoryKey(one), label: tellTerritory(one) }))}
      value={values.removedTerritories}
      onChange={(removedTerritories) => set({ removedTerritories })}
    />
  </>
)

type Refusal = { message: string; details: unknown } | undefined

/** The figures that say why, when the refusal has some. */
export const withFigures = <R extends Refusal>(refusal: R): { message: string } | undefined => {
  if (!refusal) return undefined
  const told = (refusal.details as { told?: unknown } | null)?.told
  return { message: typeof told === 'string' ? `${refusal.message} ${told}` : refusal.message }
}
