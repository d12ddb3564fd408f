import { Button, Checkbox, Fieldset, NumberInput, Select, TextInput } from '@mantine/core'
import type { PlanCost, PlanResource } from '#domain/funding/financing-plan.ts'
import {
  costKindLabels,
  costKinds,
  funderKindLabels,
  funderKinds,
  planResourceKindLabels,
  planResourceKinds,
  reductionRuleLabels,
  reductionRules,
  usuallyCountsInCap,
  vatRates,
} from '#domain/funding/plan-kinds.ts'
import { formatPercent } from '#domain/ratio.ts'
import classes from '#web/applications/applications.module.css'
import { choicesOf } from '#web/casework/choices.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'

type LineProps<Line> = {
  index: number
  wrong: (field: string) => string | undefined
  onChange: (line: Line) => void
}

/** An amount typed says by itself that it is missing: zero is shown blank. */
const blankWhenZero = (cents: number) => (cents === 0 ? null : cents)

export const CostFields = ({
  cost,
  index,
  wrong,
  onChange,
  onRemove,
}: LineProps<PlanCost> & { cost: PlanCost; onRemove: () => void }) => (
  <Fieldset legend={`Dépense ${index + 1}`}>
    <div className={classes.row}>
      <TextInput
        label="Quoi"
        maxLength={200}
        value={cost.label}
        onChange={({ currentTarget }) => onChange({ ...cost, label: currentTarget.value })}
      />
      <Select
        label="Nature"
        allowDeselect={false}
        data={choicesOf(costKinds, costKindLabels)}
        value={cost.kind}
        onChange={(kind) => onChange({ ...cost, kind: costKinds.find((one) => one === kind) ?? cost.kind })}
      />
      <AmountInput
        label="Montant HT"
        value={blankWhenZero(cost.netCents)}
        onChange={(netCents) => onChange({ ...cost, netCents: netCents ?? 0 })}
      />
      <Select
        label="TVA"
        allowDeselect={false}
        data={vatRates.map((rate) => ({
          value: String(rate),
          label: rate === 0 ? 'Sans TVA' : formatPercent(rate),
        }))}
        value={String(cost.vatBasisPoints)}
        onChange={(rate) =>
          onChange({
            ...cost,
            vatBasisPoints: vatRates.find((one) => String(one) === rate) ?? cost.vatBasisPoints,
          })
        }
      />
      <Remove onRemove={onRemove} name={cost.label || `la dépense ${index + 1}`} />
    </div>
    <Wrong messages={[wrong('label'), wrong('netCents')]} />
  </Fieldset>
)

type ResourceProps = LineProps<PlanResource> & {
  resource: PlanResource
  partners: readonly { partnerId: string; name: string }[]
  /** Undefined once it is requested: what was asked is withdrawn, not erased. */
  onRemove: (() => void) | undefined
}

export const ResourceFields = ({ resource, index, partners, wrong, onChange, onRemove }: ResourceProps) => {
  const set = (change: Partial<PlanResource>) => onChange({ ...resource, ...change })
  const isAid = resource.kind === 'subsidy' || resource.kind === 'certificate'
  return (
    <Fieldset legend={`Ressource ${index + 1}`}>
      <div className={classes.row}>
        <Select
          label="Nature"
          allowDeselect={false}
          data={choicesOf(planResourceKinds, planResourceKindLabels)}
          value={resource.kind}
          onChange={(chosen) => {
            const kind = planResourceKinds.find((one) => one === chosen) ?? resource.kind
            set({
              kind,
              funderKind: kind === 'subsidy' ? (resource.funderKind ?? 'anah') : null,
              countsInCap: kind === 'subsidy',
            })
          }}
        />
        <TextInput
          label="Nom"
          maxLength={200}
          value={resource.label}
          onChange={({ currentTarget }) => set({ label: currentTarget.value })}
        />
        {resource.kind === 'subsidy' && <FunderFields resource={resource} partners={partners} set={set} />}
        <AmountInput
          label="Montant"
          value={blankWhenZero(resource.cents)}
          onChange={(cents) => set({ cents: cents ?? 0 })}
        />
        {isAid && (
          <>
            <Select
              label="Si les aides dépassent le plafond"
              allowDeselect={false}
              data={choicesOf(reductionRules, reductionRuleLabels)}
              value={resource.reduction}
              onChange={(rule) =>
                set({ reduction: reductionRules.find((one) => one === rule) ?? resource.reduction })
              }
            />
            {resource.reduction === 'automatic' && (
              <NumberInput
                label="Rang"
                min={0}
                max={99}
                allowDecimal={false}
                value={resource.rank}
                onChange={(rank) => set({ rank: typeof rank === 'number' ? rank : 0 })}
              />
            )}
            <Checkbox
              label="Compte dans le plafond des aides publiques"
              checked={resource.countsInCap}
              onChange={(event) => set({ countsInCap: event.currentTarget.checked })}
            />
          </>
        )}
        {onRemove && <Remove onRemove={onRemove} name={resource.label || `la ressource ${index + 1}`} />}
      </div>
      <Wrong messages={[wrong('label'), wrong('cents'), wrong('funderKind')]} />
    </Fieldset>
  )
}

type FunderProps = Pick<ResourceProps, 'resource' | 'partners'> & {
  set: (change: Partial<PlanResource>) => void
}

const FunderFields = ({ resource, partners, set }: FunderProps) => (
  <>
    <Select
      label="Financeur"
      allowDeselect={false}
      data={choicesOf(funderKinds, funderKindLabels)}
      value={resource.funderKind}
      onChange={(chosen) => {
        const funderKind = funderKinds.find((one) => one === chosen) ?? 'other'
        set({
          funderKind,
          countsInCap: usuallyCountsInCap(funderKind),
          reduction: funderKind === 'anah' ? 'self' : resource.reduction,
          ...(resource.label === '' ? { label: funderKindLabels[funderKind] } : {}),
        })
      }}
    />
    {partners.length > 0 && (
      <Select
        label="Partenaire"
        searchable
        clearable
        data={partners.map(({ partnerId, name }) => ({ value: partnerId, label: name }))}
        value={resource.partnerId}
        onChange={(partnerId) => set({ partnerId })}
      />
    )}
  </>
)

const Remove = ({ onRemove, name }: { onRemove: () => void; name: string }) => (
  <Button size="compact-sm" variant="subtle" color="late" onClick={onRemove}>
    Enlever<span className="on-screen-readers"> {name}</span>
  </Button>
)

const Wrong = ({ messages }: { messages: readonly (string | undefined)[] }) => {
  const told = messages.filter((one) => one !== undefined)
  return told.length === 0 ? null : <p className={classes.terms}>{told.join(' ')}</p>
}
