import { Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { type ConsentProof, consentProofLabels, consentProofs } from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { DayInput } from '#web/ui/DayInput.tsx'

export type AgreementValues = { agreedOn: PlainDate | null; proof: ConsentProof }

export const noAgreement: AgreementValues = { agreedOn: null, proof: 'signed' }

/** What the API expects of it; null while nobody has said yes. */
export const agreementOf = ({ agreedOn, proof }: AgreementValues) =>
  agreedOn ? { givenOn: agreedOn, proof } : null

type Props<V extends AgreementValues> = { form: UseFormReturnType<V>; today: PlainDate }

/** The household's agreement to this very sending: when, and how one knows. */
export const AgreementFields = <V extends AgreementValues>({ form, today }: Props<V>) => (
  <>
    <DayInput
      label="Accord du ménage donné le"
      description="À ce partenaire, pour cet envoi. Il peut le retirer à tout moment : ce qui n’est pas parti s’arrête."
      max={today}
      {...form.getInputProps('agreedOn')}
      value={form.values.agreedOn}
    />
    <Select
      label="Comment"
      data={consentProofs.map((value) => ({ value, label: consentProofLabels[value] }))}
      {...form.getInputProps('proof')}
    />
  </>
)
