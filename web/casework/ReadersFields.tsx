import { Checkbox, Select } from '@mantine/core'
import { type Compartment, compartmentsWritten } from '#domain/casework/compartments.ts'
import type { Audience } from '#domain/casework/kinds.ts'
import { audienceChoices, sayReaders } from '#web/casework/choices.ts'
import { useMember } from '#web/session/session.ts'

/** The side one writes on when one says nothing, as the server decides it. */
export const useOwnCompartment = (): Compartment => compartmentsWritten(useMember().role)[0] ?? 'gestion'

type AudienceProps = {
  audience: Audience
  compartment: Compartment
  onChange: (audience: Audience) => void
}

export const AudienceSelect = ({ audience, compartment, onChange }: AudienceProps) => (
  <Select
    label="Lecteurs"
    description={sayReaders(audience, compartment)}
    inputWrapperOrder={['label', 'input', 'description', 'error']}
    data={audienceChoices}
    value={audience}
    onChange={(chosen) => chosen && onChange(chosen)}
  />
)

type SideProps = { compartment: Compartment; onChange: (compartment: Compartment) => void }

/** Only those who write on both sides choose. */
export const CompartmentBox = ({ compartment, onChange }: SideProps) =>
  compartmentsWritten(useMember().role).length < 2 ? null : (
    <Checkbox
      label="La gestion locative peut le lire"
      checked={compartment === 'gestion'}
      onChange={(event) => onChange(event.currentTarget.checked ? 'gestion' : 'social')}
    />
  )
