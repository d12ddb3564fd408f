import { Select, SimpleGrid, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { languageLabels, languages } from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { DayInput } from '#web/ui/DayInput.tsx'

export type PersonValues = {
  civility: string | null
  lastName: string
  firstName: string | null
  birthName: string | null
  birthOn: PlainDate | null
  phone: string | null
  secondPhone: string | null
  email: string | null
  language: string | null
}

export const nobody: PersonValues = {
  civility: null,
  lastName: '',
  firstName: null,
  birthName: null,
  birthOn: null,
  phone: null,
  secondPhone: null,
  email: null,
  language: null,
}

export const languageChoices = languages.map((value) => ({ value, label: languageLabels[value] }))

/** Texts left blank are unknown, not empty. */
export const asDetails = (values: PersonValues) => {
  const known = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())
  return {
    ...values,
    firstName: known(values.firstName),
    birthName: known(values.birthName),
    phone: known(values.phone),
    secondPhone: known(values.secondPhone),
    email: known(values.email),
    civility: known(values.civility),
    language: values.language as (typeof languages)[number] | null,
  }
}

type FormOf = { getInputProps(path: string): GetInputPropsReturnType; key(path: string): string }

/** Who somebody is and how to reach them. `at` is the path of the person in the form: `person.`, or nothing. */
export const PersonFields = ({ form, at = '' }: { form: FormOf; at?: string }) => {
  const text = (name: keyof PersonValues) => {
    const { value, ...props } = form.getInputProps(at + name)
    return { ...props, value: value ?? '' }
  }
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label="Nom" required {...text('lastName')} />
        <TextInput label="Prénom" {...text('firstName')} />
        <TextInput label="Nom de naissance" description="S’il est différent." {...text('birthName')} />
        <DayInput label="Date de naissance" description=" " {...form.getInputProps(`${at}birthOn`)} />
        <TextInput label="Téléphone" type="tel" autoComplete="off" {...text('phone')} />
        <TextInput label="Autre téléphone" type="tel" autoComplete="off" {...text('secondPhone')} />
      </SimpleGrid>
      <TextInput label="Courriel" type="email" autoComplete="off" {...text('email')} />
      <Select
        label="Langue parlée"
        data={languageChoices}
        searchable
        clearable
        nothingFoundMessage="Aucune langue de ce nom"
        {...form.getInputProps(`${at}language`)}
      />
    </>
  )
}
