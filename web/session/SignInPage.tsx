import { Button, Divider } from '@mantine/core'
import { useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { paths } from '#web/paths.ts'
import { DemoAccounts } from '#web/session/DemoAccounts.tsx'
import { identity } from '#web/session/identity.ts'
import { LonePage } from '#web/session/LonePage.tsx'
import { PasswordForm } from '#web/session/PasswordForm.tsx'
import { SecondFactorForm } from '#web/session/SecondFactorForm.tsx'
import { safeReturn } from '#web/session/safe-return.ts'
import { useSession, useSessionChanged } from '#web/session/session.ts'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'

export const SignInPage = () => {
  const { person, oidcLabel, demo } = useSession()
  const [params] = useSearchParams()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [credentials, setCredentials] = useState({ email: '', password: '' })
  const sessionChanged = useSessionChanged()
  const returnTo = safeReturn(params.get('suite'), location.origin) ?? paths.home()
  if (person) return <Navigate to={returnTo} replace />
  if (step === 'code')
    return (
      <LonePage title="Code de vérification">
        <SecondFactorForm onDone={sessionChanged} onCancel={() => setStep('password')} />
      </LonePage>
    )
  return (
    <LonePage title="Se connecter">
      {params.has('error') && <Notice kind="late">{oidcFailure}</Notice>}
      {params.has('suite') && <Notice kind="plain">Connectez-vous pour ouvrir cette page.</Notice>}
      <PasswordForm
        value={credentials}
        onChange={setCredentials}
        onDone={({ twoFactorRedirect }) => (twoFactorRedirect ? setStep('code') : void sessionChanged())}
      />
      {oidcLabel && <OidcButton label={oidcLabel} returnTo={returnTo} />}
      {demo && (
        <DemoAccounts
          accounts={demo.accounts}
          onPick={(email) => setCredentials({ email, password: demo.password })}
        />
      )}
    </LonePage>
  )
}

const oidcFailure =
  'La connexion par le fournisseur d’identité n’a pas abouti : aucun compte de Palier ne porte l’adresse qu’il a donnée, ou elle a été interrompue.'

const OidcButton = ({ label, returnTo }: { label: string; returnTo: string }) => {
  const { attempt, isRunning, failure } = useAttempt()
  const start = () =>
    attempt(async () => location.assign(await identity.startOidc(returnTo, `${paths.signIn()}?error=oidc`)))
  return (
    <>
      <Divider label="ou" my="md" />
      {failure && <Notice kind="late">{failure}</Notice>}
      <Button variant="default" fullWidth onClick={start} loading={isRunning}>
        {label}
      </Button>
    </>
  )
}
