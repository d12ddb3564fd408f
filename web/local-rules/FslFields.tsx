import { Button, Select, Textarea } from '@mantine/core'
import type { FslRuleShape } from '#contract/local-rule-shapes.ts'
import {
  type FslCondition,
  fslConditionLabels,
  fslDocumentLabels,
  fslRaiseLabels,
} from '#domain/local-rules/fsl-rule.ts'
import { FslAidLine } from '#web/local-rules/FslAidLine.tsx'
import { blankCondition, FslConditionLine } from '#web/local-rules/FslConditionLine.tsx'
import { ManyChoices } from '#web/programmes/ManyChoices.tsx'
import classes from '#web/programmes/programmes.module.css'
import { WholeInput } from '#web/programmes/WholeInput.tsx'
import { typeset } from '#web/ui/typeset.ts'

type Props = { rule: FslRuleShape; onChange: (rule: FslRuleShape) => void }

/** One of a list changed, or taken out when nothing replaces it. */
const put = <T,>(list: readonly T[], index: number, next: T | null): T[] =>
  list.flatMap((one, place) => (place !== index ? [one] : next === null ? [] : [next]))

export const FslFields = ({ rule, onChange }: Props) => {
  const set = (change: Partial<FslRuleShape>) => onChange({ ...rule, ...change })
  return (
    <>
      <Conditions rule={rule} set={set} />
      <ManyChoices
        label="Plafonds relevés pour"
        description="Au-dessus du plafond, Palier répond « à vérifier » pour ces ménages."
        labels={fslRaiseLabels}
        value={rule.raisedFor}
        onChange={(raisedFor) => set({ raisedFor })}
      />
      <Aids rule={rule} set={set} />
      <ManyChoices
        label="Pièces demandées"
        labels={fslDocumentLabels}
        value={rule.documents}
        onChange={(documents) => set({ documents })}
      />
      <div className={classes.fields}>
        <WholeInput
          label="Mois pour demander après l’entrée"
          description="Vide : le règlement n’en dit rien."
          max={120}
          value={rule.monthsToApplyAfterEntry}
          onChange={(months) => set({ monthsToApplyAfterEntry: months || null })}
        />
        <WholeInput
          label="Mois de réponse du fonds"
          description="Vide : aucune échéance n’est annoncée."
          max={120}
          value={rule.decisionMonths}
          onChange={(months) => set({ decisionMonths: months || null })}
        />
      </div>
      <Textarea
        label="À savoir"
        autosize
        minRows={2}
        maxLength={5_000}
        value={rule.notes ?? ''}
        onChange={(event) => set({ notes: event.currentTarget.value || null })}
      />
    </>
  )
}

type PartProps = { rule: FslRuleShape; set: (change: Partial<FslRuleShape>) => void }

const Conditions = ({ rule: { conditions }, set }: PartProps) => (
  <fieldset className={classes.group}>
    <legend>Conditions</legend>
    <p className={classes.hint}>
      {typeset(
        'Toutes doivent être remplies. La loi n’admet que les ressources, le patrimoine et l’importance des difficultés : aucune durée de résidence ne peut être demandée (loi 90-449, art. 6-1).',
      )}
    </p>
    <ol className={classes.lines}>
      {conditions.map((condition, index) => (
        <FslConditionLine
          key={condition.is}
          condition={condition}
          onChange={(next) => set({ conditions: put(conditions, index, next) })}
        />
      ))}
    </ol>
    <Select
      label="Ajouter une condition"
      placeholder="Choisir"
      data={Object.entries(fslConditionLabels)
        .filter(([is]) => !conditions.some((one) => one.is === is))
        .map(([value, label]) => ({ value, label }))}
      value={null}
      onChange={(is) => is && set({ conditions: [...conditions, blankCondition(is as FslCondition['is'])] })}
    />
  </fieldset>
)

const Aids = ({ rule: { aids }, set }: PartProps) => (
  <fieldset className={classes.group}>
    <legend>Aides</legend>
    <ol className={classes.lines}>
      {aids.map((aid, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be of the same aid, and a line keeps its place
        <FslAidLine key={index} aid={aid} onChange={(next) => set({ aids: put(aids, index, next) })} />
      ))}
    </ol>
    <Button
      variant="default"
      onClick={() =>
        set({
          aids: [
            ...aids,
            { kind: 'rent-arrears', form: 'grant-or-loan', ceiling: null, frequency: null, note: null },
          ],
        })
      }
    >
      Ajouter une aide
    </Button>
  </fieldset>
)
