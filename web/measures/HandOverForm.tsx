import { useForm } from '@mantine/form'
import type { MeasureView } from '#contract/measure-shapes.ts'
import { api } from '#web/client.ts'
import {
  emptyHandover,
  HandoverFields,
  type HandoverValues,
  handoverFields,
  handoverOf,
  whyNotHandover,
} from '#web/measures/HandoverFields.tsx'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import {
  AgreementFields,
  type AgreementValues,
  agreementOf,
  noAgreement,
} from '#web/parcels/AgreementFields.tsx'
import { emptyTerms, TermsFields, type TermsValues, termsFields } from '#web/parcels/TermsFields.tsx'
import { useToday } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiQuery } from '#web/use-api.ts'

type Values = HandoverValues & AgreementValues & TermsValues

/** The measure is proposed to another service, with what the household agrees to share. */
export const HandOverForm = ({ measure, onClose }: { measure: MeasureView; onClose: () => void }) => {
  const today = useToday()
  const { measureId, version } = measure
  const { data } = useApiQuery(api.measures.handoverOptions, { measureId })
  const form = useForm<Values>({
    initialValues: { ...emptyHandover, ...noAgreement, ...emptyTerms(today), legalBasis: 'consent' },
  })
  const draft = useFormDraft(`measure-handover/${measureId}`, form, form.values)
  const command = useMeasureCommand(api.measures.handOver, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, [...termsFields, ...handoverFields, 'agreement'])
  const { values } = form
  return (
    <SideForm
      title="Passation à un autre service"
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      submitLabel="Proposer la mesure"
      because={whyNot(values)}
      onSubmit={form.onSubmit(({ partnerId, leavesOn, expiresOn, categories, legalBasis, informedOn }) => {
        const agreement = agreementOf(values)
        if (!partnerId || !leavesOn || !expiresOn || !agreement) return
        void command.run({
          ...{ measureId, version, partnerId, categories, legalBasis, informedOn, leavesOn, expiresOn },
          agreement,
          handover: handoverOf(values),
        })
      })}
    >
      <Notice kind="plain">
        La mesure continue ici jusqu’à ce que l’autre service l’accepte ; elle finit ce jour-là, et commence
        chez lui. Votre dossier reste le vôtre.
      </Notice>
      <HandoverFields form={form} />
      <TermsFields
        form={form}
        today={today}
        partners={(data?.partners ?? []).map(({ id, name, linkState }) => ({
          value: id,
          label: linkState === 'none' ? `${name} (hors de Palier, à remettre soi-même)` : name,
          disabled: linkState !== 'none' && linkState !== 'agreed',
        }))}
        categories={(data?.categories ?? []).map(({ category, mayRead }) => ({
          category,
          because: mayRead ? undefined : 'Vous ne lisez pas cette partie du dossier.',
        }))}
        isConsentNeeded={false}
        isPurposeKnown
      />
      <AgreementFields form={form} today={today} />
    </SideForm>
  )
}

const whyNot = (values: Values): string | undefined => {
  const missing = whyNotHandover(values)
  if (missing) return missing
  if (!values.partnerId) return 'Choisissez à quel service.'
  if (values.categories.length === 0) return 'Choisissez au moins une catégorie.'
  if (!values.informedOn) return 'Notez quand le ménage a été informé.'
  return values.agreedOn ? undefined : 'Notez l’accord du ménage : une mesure ne se transfère pas sans lui.'
}
