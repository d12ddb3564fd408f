import { Anchor, Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { identity } from '#web/session/identity.ts'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'

type Props = { onDone: () => unknown; onCancel: () => void }

const steps = {
  app: {
    label: 'Code à six chiffres',
    help: 'Il est affiché par l’application d’authentification de votre téléphone.',
    other: 'Utiliser un code de secours',
  },
  backup: {
    label: 'Code de secours',
    help: 'L’un des codes notés à la mise en place. Chacun ne sert qu’une fois.',
    other: 'Utiliser l’application',
  },
} as const

export const SecondFactorForm = ({ onDone, onCancel }: Props) => {
  const [by, setBy] = useState<keyof typeof steps>('app')
  const [code, setCode] = useState('')
  const { attempt, isRunning, failure, setFailure } = useAttempt()
  const { label, help, other } = steps[by]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      const written = code.replace(/\s/g, '')
      await (by === 'app' ? identity.verifyCode(written) : identity.verifyBackupCode(written))
      await onDone()
    })
  }
  const change = () => {
    setBy(by === 'app' ? 'backup' : 'app')
    setCode('')
    setFailure(undefined)
  }
  return (
    <form onSubmit={submit} aria-label="Second facteur">
      {failure && <Notice kind="late">{failure}</Notice>}
      <TextInput
        key={by}
        label={label}
        description={help}
        autoComplete="one-time-code"
        inputMode={by === 'app' ? 'numeric' : 'text'}
        required
        withAsterisk={false}
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={isRunning}>
        Continuer
      </Button>
      <Anchor component="button" type="button" underline="always" ta="start" onClick={change}>
        {other}
      </Anchor>
      <Anchor component="button" type="button" underline="always" ta="start" onClick={onCancel}>
        Revenir à la connexion
      </Anchor>
    </form>
  )
}
