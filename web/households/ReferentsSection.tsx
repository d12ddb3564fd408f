import { Button, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Household } from '#contract/households.ts'
import { roleLabels } from '#domain/access.ts'
import { laterOf, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/households/PersonsTab.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Referent = Household['referents'][number]
const kinds = { referent: 'référent', volunteer: 'bénévole' } as const

/** Who follows the household, and who did. */
export const ReferentsSection = ({ household }: { household: Household }) => {
  const assigning = useAccess('assign-households')
  const [isAssigning, setAssigning] = useState(false)
  const [ended, setEnded] = useState<Referent>()
  return (
    <Section
      title="Qui suit le ménage"
      actions={
        <ReasonedButton
          size="xs"
          variant="default"
          because={assigning.because}
          onClick={() => setAssigning(true)}
        >
          Désigner quelqu’un
        </ReasonedButton>
      }
    >
      {household.referents.length === 0 && <p>Personne ne suit ce ménage pour l’instant.</p>}
      <ul className={classes.lines}>
        {household.referents.map((referent) => (
          <li key={`${referent.membershipId} ${referent.fromOn}`}>
            <span>
              {referent.name}, {kinds[referent.kind]} depuis le <Day date={referent.fromOn} />
            </span>
            {assigning.allowed && (
              <Button size="compact-sm" variant="subtle" onClick={() => setEnded(referent)}>
                Mettre fin
              </Button>
            )}
          </li>
        ))}
        {household.formerReferents.map(({ membershipId, name, kind, fromOn, untilOn }) => (
          <li key={`${membershipId} ${fromOn}`}>
            <span>
              {name}, {kinds[kind]} du <Day date={fromOn} /> au {untilOn && <Day date={untilOn} />}
            </span>
          </li>
        ))}
      </ul>
      {isAssigning && <AssignForm householdId={household.householdId} onClose={() => setAssigning(false)} />}
      {ended && (
        <EndDialog householdId={household.householdId} referent={ended} onClose={() => setEnded(undefined)} />
      )}
    </Section>
  )
}

const AssignForm = ({ householdId, onClose }: { householdId: string; onClose: () => void }) => {
  const today = useToday()
  const { data } = useApiQuery(api.identity.listColleagues, {})
  const form = useForm({
    initialValues: { membershipId: null as string | null, fromOn: today as PlainDate | null },
  })
  const assign = useApiCommand(api.households.assignReferent, {
    onDone: () => {
      void notify('Ménage confié.')
      onClose()
    },
  })
  const { membershipId, fromOn } = form.values
  const chosen = data?.rows.find(({ id }) => id === membershipId)
  return (
    <SideForm
      title="Désigner quelqu’un"
      opened
      onClose={onClose}
      command={assign}
      issues={assign.issues}
      submitLabel="Confier le ménage"
      because={membershipId === null || fromOn === null ? 'Choisissez une personne et une date.' : undefined}
      onSubmit={form.onSubmit((values) =>
        values.membershipId === null || values.fromOn === null
          ? undefined
          : void assign.run({
              householdId,
              membershipId: values.membershipId,
              fromOn: values.fromOn,
              kind: chosen?.role === 'volunteer' ? 'volunteer' : 'referent',
            }),
      )}
    >
      <Select
        label="Collègue ou bénévole"
        searchable
        data={(data?.rows ?? []).map(({ id, name, role }) => ({
          value: id,
          label: `${name} (${roleLabels[role].toLowerCase()})`,
        }))}
        {...form.getInputProps('membershipId')}
      />
      <DayInput label="À partir du" {...form.getInputProps('fromOn')} />
    </SideForm>
  )
}

type EndProps = { householdId: string; referent: Referent; onClose: () => void }

const EndDialog = ({ householdId, referent, onClose }: EndProps) => {
  const today = useToday()
  const end = useApiCommand(api.households.endReferent)
  const { membershipId, fromOn, name } = referent
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`${name} ne suit plus ce ménage ?`}
      confirmLabel="Mettre fin au suivi"
      command={end}
      onConfirm={() => end.run({ householdId, membershipId, fromOn, untilOn: laterOf(fromOn, today) })}
    >
      Le suivi s’arrête ce soir. Ce qui a été écrit reste dans le dossier.
    </ConfirmDialog>
  )
}
