import { useState } from 'react'
import { CommitteeForm } from '#web/committees/CommitteeForm.tsx'
import type { Committee } from '#web/committees/views.ts'
import classes from '#web/offers/offers.module.css'
import { useAccess } from '#web/session/session.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'

/** The committees, their members and their quorum. */
export const CommitteesSection = ({ committees }: { committees: readonly Committee[] }) => {
  const may = useAccess('decide-funding')
  const [editing, setEditing] = useState<Committee | 'new' | undefined>()
  return (
    <Section
      title="Membres et quorum"
      actions={
        <ReasonedButton size="xs" variant="default" because={may.because} onClick={() => setEditing('new')}>
          Créer une commission
        </ReasonedButton>
      }
    >
      {committees.length === 0 && <p>Aucune commission : créez-la avec ses membres et son quorum.</p>}
      <ul className={classes.rows}>
        {committees.map((committee) => (
          <li key={committee.id}>
            <div>
              {committee.name}
              <p className={classes.small}>{describe(committee)}</p>
            </div>
            <ReasonedButton
              size="compact-sm"
              variant="subtle"
              because={may.because}
              onClick={() => setEditing(committee)}
            >
              Modifier
              <span className="on-screen-readers"> {committee.name}</span>
            </ReasonedButton>
          </li>
        ))}
      </ul>
      {editing && (
        <CommitteeForm
          committee={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Section>
  )
}

const describe = ({ quorum, members, closedOn }: Committee): string => {
  const seated = members.filter(({ untilOn }) => untilOn === null)
  const names = seated.map(({ name, isChair }) => (isChair ? `${name} (préside)` : name)).join(', ')
  return [closedOn && 'Ne siège plus', `Quorum : ${quorum}`, names || 'aucun membre']
    .filter(Boolean)
    .join(' · ')
}
