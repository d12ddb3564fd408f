import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { RightsView } from '#contract/rights.ts'
import { aidZoneLabels, aidZones, homeKindLabels, homeKinds } from '#domain/rights/aid-facts.ts'
import { type RightsAnswers, tenureLabels, tenures } from '#domain/rights/facts.ts'
import { supplementZoneLabels, supplementZones } from '#domain/rights/supplement-zones.ts'
import { api } from '#web/client.ts'
import { toldAnswers } from '#web/rights/told-answers.ts'
import { AreaInput } from '#web/ui/AreaInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { YesNoSelect } from '#web/ui/YesNoSelect.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; view: RightsView; onClose: () => void }

/** One box per question; « pas de réponse » is an answer the estimates understand. */
export const AnswersForm = ({ householdId, view, onClose }: Props) => {
  const form = useForm<RightsAnswers>({ initialValues: view.answers })
  const draft = useFormDraft(`rights-answers/${householdId}`, form, form.values)
  const answer = useApiCommand(api.rights.answer, {
    onDone: () => {
      draft.clear()
      void notify('Réponses enregistrées.')
      onClose()
    },
  })
  const issues = useIssues(form, answer.issues, Object.keys(form.values))
  const stale = useStaleEdit<RightsAnswers & { version: number }>(view.answersVersion, answer)
  const save = (values: RightsAnswers, version = stale.version) =>
    void answer.run({ householdId, version, ...values })
  const given = <K extends keyof RightsAnswers>(key: K) => form.getInputProps(key)
  return (
    <SideForm
      title="Ce que le calcul demande"
      opened
      onClose={onClose}
      command={answer}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer"
      onSubmit={form.onSubmit((values) => save(values))}
      banner={stale.banner({
        fields: (theirs) => sideBySide(form.values, theirs),
        onKeepMine: (version) => save(form.values, version),
        onTakeTheirs: ({ version: _, ...theirs }) => form.setValues(theirs),
      })}
    >
      <Select label="Occupation" {...choices(tenures, tenureLabels)} {...given('tenure')} />
      <Select
        label="Zone de l’aide au logement"
        description={
          view.communeName
            ? `Gardée pour ${view.communeName}, pour tous les ménages de la commune.`
            : 'Celle de la commune du logement.'
        }
        {...choices(aidZones, aidZoneLabels)}
        {...given('zone')}
      />
      <Select
        label="Logement"
        {...choices(homeKinds, homeKindLabels)}
        clearable={false}
        allowDeselect={false}
        {...given('homeKind')}
      />
      <YesNoSelect label="Logement conventionné (APL) ?" {...given('isUnderConvention')} />
      <YesNoSelect label="Bailleur social ?" {...given('isSocialLandlord')} />
      <AreaInput {...given('areaSquareDecimetres')} />
      <YesNoSelect
        label="Taux d’incapacité reconnu, ou à faire reconnaître ?"
        description="80 % ou plus, ou 50 à 79 % avec une restriction durable pour l’emploi. Sans le diagnostic."
        {...given('hasDisability')}
      />
      <YesNoSelect label="Parent isolé au sens du RSA ?" {...given('isIsolatedParent')} />
      <Select
        label="Zone du supplément de loyer"
        {...choices(supplementZones, supplementZoneLabels)}
        {...given('supplementZone')}
      />
      <YesNoSelect label="Quartier prioritaire ou zone exemptée de SLS ?" {...given('isExemptArea')} />
      <YesNoSelect
        label="Ressources déjà au-dessus des plafonds à la signature du bail ?"
        description="Limite le supplément de loyer à un montant par m² depuis 2026 (bail conventionné)."
        {...given('wasAboveCeilings')}
      />
    </SideForm>
  )
}

const sideBySide = (mine: RightsAnswers, theirs: RightsAnswers) => {
  const others = toldAnswers(theirs)
  return toldAnswers(mine).map(({ label, value }, index) => ({
    label,
    mine: value ?? '—',
    theirs: others[index]?.value ?? '—',
  }))
}

const choices = <T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) => ({
  data: values.map((value) => ({ value, label: labels[value] })),
  placeholder: 'Pas de réponse',
  clearable: true,
})
