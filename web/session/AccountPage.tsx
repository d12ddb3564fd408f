import { Link, Navigate } from 'react-router'
import { paths } from '#web/paths.ts'
import { ChangePassword } from '#web/session/ChangePassword.tsx'
import { DeviceSessions } from '#web/session/DeviceSessions.tsx'
import { LonePage } from '#web/session/LonePage.tsx'
import { SecondFactor } from '#web/session/SecondFactor.tsx'
import { useSession } from '#web/session/session.ts'
import { FactList } from '#web/ui/FactList.tsx'
import { Section } from '#web/ui/Section.tsx'

export const AccountPage = () => {
  const { person } = useSession()
  if (!person) return <Navigate to={`${paths.signIn()}?suite=${paths.account()}`} replace />
  return (
    <LonePage title="Mon compte" isWide>
      <p>
        <Link to={paths.home()}>Revenir au travail</Link>
      </p>
      <FactList
        facts={[
          { label: 'Nom', value: person.name },
          { label: 'Adresse électronique', value: person.email },
        ]}
      />
      <Section title="Second facteur">
        <SecondFactor isEnabled={person.twoFactorEnabled} />
      </Section>
      <Section title="Mot de passe">
        <ChangePassword />
      </Section>
      <Section title="Appareils connectés">
        <DeviceSessions />
      </Section>
    </LonePage>
  )
}
