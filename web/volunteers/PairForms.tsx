import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { VolunteerPairView } from '#contract/volunteers.ts'
import { api } from '#web/client.ts'
import { useColleagues } from '#web/measures/use-colleagues.ts'
import { useToday } from '#web/session/session.ts'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { pair: VolunteerPairView }

/** One more person around the household. */
export const AddVolunteerForm = ({ pair: { pairId, version, volunteers: present } }: Props) => {
  const today = useToday()
  const { volunteers } = useColleagues()
  const [membershipId, setMembershipId] = useState<string | null>(null)
  const command = useApiCommand(api.volunteers.addVolunteer)
  const others = volunteers.filter(({ value }) => !present.some((one) => one.membershipId === value))
  return (
    <PageForm
      command={command}
      issues={command.issues}
      submitLabel="Ajouter ce bénévole"
      because={membershipId ? undefined : 'Choisissez une personne.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (membershipId) void command.run({ pairId, version, membershipId, fromOn: today })
      }}
    >
      <Select
        label="Ajouter un bénévole"
        description="Son accès commence aujourd’hui."
        searchable
        data={others}
        value={membershipId}
        onChange={setMembershipId}
      />
    </PageForm>
  )
}

/** What the volunteers may know of the household, and whom they call. */
export const TellForm = ({ pair: { pairId, version, sharedNote, professional } }: Props) => {
  const { workers } = useColleagues()
  const [note, setNote] = useState(sharedNote ?? '')
  const [professionalId, setProfessionalId] = useState(professional?.membershipId ?? null)
  const command = useApiCommand(api.volunteers.tellVolunteers)
  return (
    <PageForm
      command={command}
      issues={command.issues}
      submitLabel="Enregistrer"
      onSubmit={(event) => {
        event.preventDefault()
        void command.run({ pairId, version, sharedNote: note.trim() || null, professionalId })
      }}
    >
      <Textarea
        label="Ce que les bénévoles peuvent savoir"
        description="Seulement ce que le ménage veut bien leur dire."
        autosize
        minRows={2}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Select
        label="Professionnel à appeler"
        searchable
        clearable
        data={workers}
        value={professionalId}
        onChange={setProfessionalId}
      />
    </PageForm>
  )
}
