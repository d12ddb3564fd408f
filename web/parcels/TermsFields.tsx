import { Checkbox, Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import {
  categoryOf,
  type LegalBasis,
  legalBases,
  legalBasisOf,
  type ParcelCategory,
  type ParcelPurpose,
  parcelPurposeLabels,
  parcelPurposes,
} from '#domain/parcels/kinds.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import { DayInput } from '#web/ui/DayInput.tsx'

export type TermsValues = {
  partnerId: string | null
  categories: ParcelCategory[]
  purpose: ParcelPurpose
  legalBasis: LegalBasis
  informedOn: PlainDate | null
  consentId: string | null
  leavesOn: PlainDate | null
  expiresOn: PlainDate | null
}

export const emptyTerms = (today: PlainDate): TermsValues => ({
  partnerId: null,
  categories: ['identity', 'contact'],
  purpose: 'ask-support',
  legalBasis: 'public-interest',
  informedOn: null,
  consentId: null,
  leavesOn: today,
  expiresOn: addMonths(today, 6),
})

export const termsFields = [
  'partnerId',
  'categories',
  'purpose',
  'legalBasis',
  'informedOn',
  'consentId',
  'leavesOn',
  'expiresOn',
]

type Option = { value: string; label: string; disabled?: boolean }
type Props<V extends TermsValues> = {
  form: UseFormReturnType<V>
  today: PlainDate
  partners: readonly Option[]
  categories: readonly { category: ParcelCategory; because?: string | undefined }[]
  consents?: readonly Option[]
  isConsentNeeded: boolean
  /** The purpose follows from the act: nobody is asked. */
  isPurposeKnown?: boolean
}

/** The terms under which a copy leaves: to whom, what, what for, on which ground, the household told, for how long. */
export const TermsFields = <V extends TermsValues>({
  form,
  today,
  partners,
  categories,
  consents = [],
  isConsentNeeded,
  isPurposeKnown = false,
}: Props<V>) => (
  <>
    <Select
      label="Partenaire"
      placeholder="Choisir un partenaire"
      data={partners.map((one) => ({ ...one }))}
      searchable
      nothingFoundMessage="Aucun partenaire de ce nom"
      {...form.getInputProps('partnerId')}
    />
    {!isPurposeKnown && (
      <Select
        label="Pour quoi faire"
        data={parcelPurposes.map((value) => ({ value, label: parcelPurposeLabels[value] }))}
        {...form.getInputProps('purpose')}
      />
    )}
    <Checkbox.Group
      label="Ce qui est partagé"
      description="Le strict nécessaire : rien d’autre ne partira."
      {...form.getInputProps('categories')}
    >
      {categories.map(({ category, because }) => (
        <Checkbox
          key={category}
          mt="xs"
          value={category}
          label={categoryOf(category).label}
          description={because ?? categoryOf(category).tells}
          disabled={because !== undefined}
        />
      ))}
    </Checkbox.Group>
    <Select
      label="Fondement"
      data={legalBases.map((value) => ({
        value,
        label: `${legalBasisOf(value).label} (${legalBasisOf(value).source})`,
      }))}
      {...form.getInputProps('legalBasis')}
    />
    <DayInput
      label="Le ménage a été informé le"
      max={today}
      {...form.getInputProps('informedOn')}
      value={form.values.informedOn}
    />
    {isConsentNeeded && (
      <Select
        label="Accord du ménage"
        description={
          consents.length === 0
            ? 'Aucun accord ne nomme ce partenaire : notez-le d’abord dans « Personnes » du dossier.'
            : 'Daté, et retirable à tout moment : ce qui n’est pas parti s’arrête.'
        }
        data={[...consents]}
        {...form.getInputProps('consentId')}
      />
    )}
    <DayInput
      label="Part le"
      description="Plus tard, tout est vérifié à nouveau ce jour-là, et le contenu relu."
      min={today}
      {...form.getInputProps('leavesOn')}
      value={form.values.leavesOn}
    />
    <DayInput
      label="La copie est effacée le"
      description="Chez le partenaire comme ici. Deux ans au plus."
      min={today}
      {...form.getInputProps('expiresOn')}
      value={form.values.expiresOn}
    />
  </>
)
