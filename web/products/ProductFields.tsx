import { Select, Textarea, TextInput } from '@mantine/core'
import { shapeOfKind } from '#domain/funding/blank-product.ts'
import { amountSteps } from '#domain/funding/describe-product.ts'
import { financingKindLabels, financingKinds, fundingFieldLabels } from '#domain/funding/kinds.ts'
import {
  amountLimitLabels,
  amountLimits,
  fundingPaperLabels,
  fundingPurposeLabels,
  guaranteeLabels,
  insuranceRuleLabels,
  insuranceRules,
} from '#domain/funding/product-kinds.ts'
import { conventionLabels, conventions } from '#domain/loans/schedule.ts'
import { conventionRegimeLabels, conventionRegimes } from '#domain/offers/regime.ts'
import { choicesOf } from '#web/casework/choices.ts'
import type { ProductSectionProps } from '#web/products/product-sections.ts'
import { ManyChoices } from '#web/programmes/ManyChoices.tsx'
import classes from '#web/programmes/programmes.module.css'
import { WholeInput } from '#web/programmes/WholeInput.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'

/** Undefined `isKindKept`: the nature may still be chosen. */
export const IdentityFields = ({
  definition,
  set,
  wrong,
  isKindKept = false,
}: ProductSectionProps & { isKindKept?: boolean }) => (
  <>
    <TextInput
      label="Nom"
      required
      maxLength={120}
      value={definition.name}
      error={wrong('name')}
      onChange={({ currentTarget }) => set({ name: currentTarget.value })}
    />
    <Select
      label="Nature"
      description={isKindKept ? 'La nature d’un produit publié ne change pas.' : undefined}
      disabled={isKindKept}
      allowDeselect={false}
      data={choicesOf(financingKinds, financingKindLabels)}
      value={definition.kind}
      onChange={(chosen) =>
        set(shapeOfKind(financingKinds.find((kind) => kind === chosen) ?? definition.kind))
      }
    />
    <Textarea
      label="En bref"
      autosize
      minRows={2}
      maxLength={2_000}
      value={definition.summary}
      onChange={({ currentTarget }) => set({ summary: currentTarget.value })}
    />
    <div className={classes.fields}>
      <DayInput label="Dépôt à partir du" value={definition.from} onChange={(from) => set({ from })} />
      <DayInput
        label="Dépôt jusqu’au"
        value={definition.to}
        error={wrong('to')}
        onChange={(to) => set({ to })}
      />
    </div>
    <Textarea
      label="D’où viennent les règles"
      description="Convention, décision, texte ; ce qui reste à confirmer."
      required
      autosize
      minRows={2}
      maxLength={2_000}
      value={definition.source}
      error={wrong('source')}
      onChange={({ currentTarget }) => set({ source: currentTarget.value })}
    />
  </>
)

export const UsageFields = ({ definition, set, wrong }: ProductSectionProps) => (
  <>
    <ManyChoices
      label="Domaines"
      labels={fundingFieldLabels}
      value={definition.fields}
      error={wrong('fields')}
      onChange={(fields) => set({ fields })}
    />
    <ManyChoices
      label="Usages"
      labels={fundingPurposeLabels}
      value={definition.purposes}
      error={wrong('purposes')}
      onChange={(purposes) => set({ purposes })}
    />
  </>
)

export const AmountFields = ({ definition, set, wrong }: ProductSectionProps) => {
  const { amount, charges } = definition
  return (
    <>
      {definition.recurring ? (
        <RecurringFields definition={definition} set={set} wrong={wrong} />
      ) : (
        <div className={classes.fields}>
          <AmountInput
            label="Montant minimal"
            value={amount.minCents}
            error={wrong('amount.minCents')}
            onChange={(minCents) => set({ amount: { ...amount, minCents } })}
          />
          <AmountInput
            label="Montant maximal"
            value={amount.maxCents}
            error={wrong('amount.maxCents')}
            onChange={(maxCents) => set({ amount: { ...amount, maxCents } })}
          />
          <Select
            label="Arrondi du montant accordé"
            allowDeselect={false}
            data={Object.entries(amountSteps).map(([value, label]) => ({ value, label }))}
            value={String(amount.stepCents)}
            onChange={(step) => set({ amount: { ...amount, stepCents: Number(step) } })}
          />
          <Select
            label="Autre limite"
            allowDeselect={false}
            data={choicesOf(amountLimits, amountLimitLabels)}
            value={amount.limit}
            onChange={(chosen) =>
              set({
                amount: { ...amount, limit: amountLimits.find((one) => one === chosen) ?? amount.limit },
              })
            }
          />
        </div>
      )}
      <LengthFields definition={definition} set={set} wrong={wrong} />
      {definition.convention !== null && (
        <div className={classes.fields}>
          <AmountInput
            label="Frais de dossier"
            description="Avec des frais, le prêt n’est plus gratuit : son TAEG dépasse 0 %."
            value={charges.fileFeeCents}
            error={wrong('charges.fileFeeCents')}
            onChange={(cents) => set({ charges: { ...charges, fileFeeCents: cents ?? 0 } })}
          />
          <Select
            label="Assurance"
            allowDeselect={false}
            data={choicesOf(insuranceRules, insuranceRuleLabels)}
            value={charges.insurance}
            onChange={(chosen) =>
              set({
                charges: {
                  ...charges,
                  insurance: insuranceRules.find((one) => one === chosen) ?? charges.insurance,
                },
              })
            }
          />
        </div>
      )}
    </>
  )
}

const RecurringFields = ({ definition: { recurring }, set, wrong }: ProductSectionProps) => {
  if (!recurring) return null
  return (
    <div className={classes.fields}>
      <AmountInput
        label="Montant par mois"
        value={recurring.monthlyCents}
        error={wrong('recurring.monthlyCents')}
        onChange={(cents) => set({ recurring: { ...recurring, monthlyCents: cents ?? 0 } })}
      />
      <WholeInput
        label="Mois de suite, au plus"
        value={recurring.maxMonths}
        error={wrong('recurring.maxMonths')}
        onChange={(maxMonths) => set({ recurring: { ...recurring, maxMonths: maxMonths ?? 0 } })}
      />
    </div>
  )
}

const LengthFields = ({ definition: { length, convention }, set, wrong }: ProductSectionProps) => {
  if (!length) return null
  const months = (key: keyof typeof length, label: string) => (
    <WholeInput
      label={label}
      value={length[key]}
      error={wrong(`length.${key}`)}
      onChange={(value) => set({ length: { ...length, [key]: value ?? 0 } })}
    />
  )
  return (
    <>
      <div className={classes.fields}>
        {months('minMonths', 'Durée minimale, en mois')}
        {months('maxMonths', 'Durée maximale, en mois')}
        {convention !== null && months('maxDeferralMonths', 'Différé maximal, en mois')}
      </div>
      {convention !== null && (
        <Select
          label="Échéancier"
          allowDeselect={false}
          data={choicesOf(conventions, conventionLabels)}
          value={convention}
          error={wrong('convention')}
          onChange={(chosen) => set({ convention: conventions.find((one) => one === chosen) ?? convention })}
        />
      )}
    </>
  )
}

export const FileFields = ({ definition, set, wrong }: ProductSectionProps) => (
  <>
    <ManyChoices
      label="Pièces demandées"
      labels={fundingPaperLabels}
      value={definition.documents}
      error={wrong('documents')}
      onChange={(documents) => set({ documents })}
    />
    <ManyChoices
      label="Garanties"
      labels={guaranteeLabels}
      value={definition.guarantees}
      error={wrong('guarantees')}
      onChange={(guarantees) => set({ guarantees })}
    />
    <AmountInput
      label="Décision sur délégation, jusqu’à"
      description="Laissez vide : toujours en commission."
      value={definition.delegationUpToCents}
      error={wrong('delegationUpToCents')}
      onChange={(delegationUpToCents) => set({ delegationUpToCents })}
    />
    <Select
      label="Protection de l’emprunteur"
      allowDeselect={false}
      data={choicesOf(conventionRegimes, conventionRegimeLabels)}
      value={definition.protection}
      onChange={(chosen) =>
        set({ protection: conventionRegimes.find((one) => one === chosen) ?? definition.protection })
      }
    />
  </>
)
