import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Household, Member } from '#contract/households.ts'
import { type Language, languageLabels, vulnerabilityLabels } from '#domain/households/kinds.ts'
import { tellPhone } from '#domain/phone.ts'
import { memberRoleLabels } from '#domain/tenancies/kinds.ts'
import { api } from '#web/client.ts'
import { CircleSections } from '#web/households/CircleSections.tsx'
import { EndMembershipForm } from '#web/households/EndMembershipForm.tsx'
import { NewMemberForm, PersonForm } from '#web/households/PersonForm.tsx'
import classes from '#web/households/PersonsTab.module.css'
import { ReferentsSection } from '#web/households/ReferentsSection.tsx'
import { VulnerabilitiesForm } from '#web/households/VulnerabilitiesForm.tsx'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Panel = { kind: 'new' } | { kind: 'edit' | 'vulnerabilities' | 'leave'; member: Member } | undefined

export const PersonsTab = ({ householdId }: { householdId: string }) => {
  const { data: household } = useApiQuery(api.households.open, { householdId })
  const editing = useAccess('edit-household')
  const social = useAccess('read-social-situation')
  const [panel, setPanel] = useState<Panel>()
  if (!household) return null
  const close = () => setPanel(undefined)
  return (
    <>
      <Section
        title="Qui vit là"
        actions={
          <ReasonedButton
            size="xs"
            variant="default"
            because={editing.because}
            onClick={() => setPanel({ kind: 'new' })}
          >
            Ajouter une personne
          </ReasonedButton>
        }
      >
        {household.members.length === 0 ? (
          <EmptyState title="Personne n’est noté dans ce ménage">
            Ajoutez au moins le titulaire du bail.
          </EmptyState>
        ) : (
          <ul className={classes.persons}>
            {household.members.map((member) => (
              <Person key={`${member.personId} ${member.joinedOn}`} member={member} open={setPanel} />
            ))}
          </ul>
        )}
        <FormerMembers household={household} />
      </Section>
      <ReferentsSection household={household} />
      {social.allowed && <CircleSections household={household} />}
      {panel?.kind === 'new' && <NewMemberForm householdId={householdId} onClose={close} />}
      {panel?.kind === 'edit' && (
        <PersonForm householdId={householdId} member={panel.member} onClose={close} />
      )}
      {panel?.kind === 'vulnerabilities' && (
        <VulnerabilitiesForm householdId={householdId} member={panel.member} onClose={close} />
      )}
      {panel?.kind === 'leave' && (
        <EndMembershipForm householdId={householdId} member={panel.member} onClose={close} />
      )}
    </>
  )
}

const nameOf = ({ firstName, lastName }: Pick<Member, 'firstName' | 'lastName'>) =>
  [firstName, lastName].filter(Boolean).join(' ')

const Person = ({ member, open }: { member: Member; open: (panel: Panel) => void }) => {
  const editing = useAccess('edit-household')
  const social = useAccess('edit-social-situation')
  const { phone, secondPhone, email, birthOn, vulnerabilities } = member
  return (
    <li>
      <h3>
        {nameOf(member)} <span>{memberRoleLabels[member.memberRole]}</span>
      </h3>
      <FactList
        columns={2}
        facts={[
          { label: 'Naissance', value: birthOn && <Day date={birthOn} /> },
          { label: 'Téléphone', value: (phone ?? secondPhone) && <Phones numbers={[phone, secondPhone]} /> },
          { label: 'Courriel', value: email && <a href={`mailto:${email}`}>{email}</a> },
          { label: 'Langue', value: languageLabels[member.language as Language] },
          ...(member.birthName ? [{ label: 'Nom de naissance', value: member.birthName }] : []),
          { label: 'Dans le ménage depuis', value: <Day date={member.joinedOn} /> },
          ...(vulnerabilities
            ? [
                {
                  label: 'Fragilités',
                  value: vulnerabilities.map((one) => vulnerabilityLabels[one]).join(', ') || 'aucune notée',
                },
              ]
            : []),
        ]}
      />
      <div className={classes.actions}>
        {editing.allowed && (
          <Button size="compact-sm" variant="subtle" onClick={() => open({ kind: 'edit', member })}>
            Modifier
          </Button>
        )}
        {social.allowed && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => open({ kind: 'vulnerabilities', member })}
          >
            Noter les fragilités
          </Button>
        )}
        {editing.allowed && (
          <Button size="compact-sm" variant="subtle" onClick={() => open({ kind: 'leave', member })}>
            A quitté le ménage
          </Button>
        )}
      </div>
    </li>
  )
}

const Phones = ({ numbers }: { numbers: (string | null)[] }) => {
  const known = numbers.filter((number) => number !== null)
  return known.map((number) => (
    <span key={number} className={classes.phone}>
      <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{tellPhone(number)}</a>
    </span>
  ))
}

const FormerMembers = ({ household }: { household: Household }) =>
  household.formerMembers.length === 0 ? null : (
    <>
      <h3 className={classes.former}>Ont quitté le ménage</h3>
      <ul className={classes.lines}>
        {household.formerMembers.map((member) => (
          <li key={`${member.personId} ${member.joinedOn}`}>
            {nameOf(member)} ({memberRoleLabels[member.memberRole].toLowerCase()}), du{' '}
            <Day date={member.joinedOn} /> au {member.leftOn && <Day date={member.leftOn} />}
          </li>
        ))}
      </ul>
    </>
  )
