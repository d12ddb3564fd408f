import { TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import classes from '#web/disbursements/disbursements.module.css'

export type IdentityValues = {
  name: string
  siret: string
  street: string
  buildingNumber: string
  postCode: string
  town: string
}
export const identityFields = ['name', 'siret', 'street', 'buildingNumber', 'postCode', 'town'] as const

const orNull = (text: string) => text.trim() || null

/** What is sent of what is typed. */
export const identityOf = ({ name, ...rest }: IdentityValues) => ({
  name: name.trim(),
  siret: orNull(rest.siret),
  street: orNull(rest.street),
  buildingNumber: orNull(rest.buildingNumber),
  postCode: orNull(rest.postCode),
  town: orNull(rest.town),
})

type Props<V extends IdentityValues> = {
  form: Pick<UseFormReturnType<V>, 'getInputProps'>
  /** A household has no SIRET. */
  hasSiret: boolean
}

export const IdentityFields = <V extends IdentityValues>({ form, hasSiret }: Props<V>) => (
  <>
    <TextInput label="Nom" data-autofocus maxLength={140} {...form.getInputProps('name')} />
    {hasSiret && <TextInput label="SIRET" description="14 chiffres" {...form.getInputProps('siret')} />}
    <div className={classes.pair}>
      <TextInput label="Numéro" maxLength={16} {...form.getInputProps('buildingNumber')} />
      <TextInput label="Rue" maxLength={70} {...form.getInputProps('street')} />
    </div>
    <div className={classes.pair}>
      <TextInput label="Code postal" maxLength={16} {...form.getInputProps('postCode')} />
      <TextInput label="Commune" maxLength={35} {...form.getInputProps('town')} />
    </div>
  </>
)
