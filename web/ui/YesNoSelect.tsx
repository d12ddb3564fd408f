import { Select, type SelectProps } from '@mantine/core'

type Props = Pick<SelectProps, 'label' | 'description'> & {
  value?: boolean | null
  onChange: (value: boolean | null) => void
}

/** A question that may stay without an answer. */
export const YesNoSelect = ({ value = null, onChange, ...rest }: Props) => (
  <Select
    {...rest}
    data={[
      { value: 'oui', label: 'Oui' },
      { value: 'non', label: 'Non' },
    ]}
    placeholder="Pas de réponse"
    clearable
    value={value === null ? null : value ? 'oui' : 'non'}
    onChange={(chosen) => onChange(chosen === null ? null : chosen === 'oui')}
  />
)
