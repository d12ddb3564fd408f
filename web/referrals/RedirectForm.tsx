import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { needsConsent } from '#domain/parcels/decide-sharing.ts'
import { type ParcelCategory, parcelCategories } from '#domain/parcels/kinds.ts'
import { api } from '#web/client.ts'
import {
  AgreementFields,
  type AgreementValues,
  agreementOf,
  noAgreement,
} from '#web/parcels/AgreementFields.tsx'
import { emptyTerms, TermsFields, type TermsValues, termsFields } from '#web/parcels/TermsFields.tsx'
import { whoReads } from '#web/referrals/MessageForms.tsx'
import type { ActProps } from '#web/referrals/ReferralActs.tsx'
import { useToday } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** What was received goes on to somebody else, under terms of its own. */
export const RedirectForm = ({ referral, onClose }: ActProps) => {
  const today = useToday()
  const partners = useApiQuery(api.referrals.partners, {})
  const received = parcelCategories.filter((category) => category in referral.content)
  const form = useForm<TermsValues & AgreementValues & { message: string }>({
    initialValues: {
      ...emptyTerms(today),
      ...noAgreement,
      categories: startWith(received),
      message: '',
    },
  })
  const draft = useFormDraft(`redirect/${referral.id}`, form, form.values)
  const redirect = useApiCommand(api.referrals.redirect, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, redirect.issues, [...termsFields, 'agreement', 'message'])
  const { values } = form
  const isConsentNeeded = needsConsent({ ...values, kind: 'referral' })
  return (
    <SideForm
      title="Réorienter vers un partenaire"
      opened
      onClose={onClose}
      command={redirect}
      issues={issues}
      draft={draft}
      submitLabel="Réorienter"
      because={whyNot(values, isConsentNeeded)}
      onSubmit={form.onSubmit(({ partnerId, leavesOn, expiresOn, message, agreedOn, proof, ...terms }) => {
        if (!partnerId || !leavesOn || !expiresOn) return
        void redirect.run({
          ...{ ...terms, referralId: referral.id, version: referral.version, partnerId, leavesOn, expiresOn },
          agreement: isConsentNeeded ? agreementOf({ agreedOn, proof }) : null,
          message: message.trim() || null,
        })
      })}
    >
      <Notice kind="plain">
        Le ménage a été informé de l’envoi à votre service, pas de celui-ci : dites-lui d’abord qui recevra sa
        demande, et pourquoi.
      </Notice>
      <TermsFields
        form={form}
        today={today}
        partners={(partners.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        categories={received.map((category) => ({ category }))}
        isConsentNeeded={false}
      />
      {isConsentNeeded && <AgreementFields form={form} today={today} />}
      <Textarea
        label="Ce qui est dit à l’expéditeur"
        description={whoReads(referral)}
        autosize
        minRows={2}
        maxLength={5000}
        {...form.getInputProps('message')}
      />
    </SideForm>
  )
}

const startWith = (received: readonly ParcelCategory[]) =>
  received.filter((category) => category === 'identity' || category === 'contact')

const whyNot = (values: TermsValues & AgreementValues, isConsentNeeded: boolean): string | undefined => {
  if (!values.partnerId) return 'Choisissez un partenaire.'
  if (isConsentNeeded && !values.agreedOn) return 'Notez l’accord du ménage à ce destinataire.'
  return values.informedOn || values.legalBasis === 'child-protection'
    ? undefined
    : 'Notez quand le ménage a été informé.'
}
