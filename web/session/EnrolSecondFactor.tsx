import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { renderSVG } from 'uqr'
import classes from '#web/session/EnrolSecondFactor.module.css'
import { identity } from '#web/session/identity.ts'
import { useAttempt } from '#web/session/use-attempt.ts'
import { Notice } from '#web/ui/Notice.tsx'

type Props = {
  totpURI: string
  backupCodes: readonly string[]
  onDone: () => Promise<void>
  onCancel: () => void
}

const secretOf = (uri: string) =>
  (new URL(uri).searchParams.get('secret') ?? '').replace(/(.{4})(?=.)/g, '$1 ')

/** Three steps on one screen: scan, keep the backup codes, prove it works. */
export const EnrolSecondFactor = ({ totpURI, backupCodes, onDone, onCancel }: Props) => (
  <ol className={classes.steps}>
    <li>
      <p>Avec l’application d’authentification de votre téléphone, lisez ce code.</p>
      <img
        className={classes.code}
        src={`data:image/svg+xml,${encodeURIComponent(renderSVG(totpURI, { border: 2 }))}`}
        alt="Code à lire par l’application d’authentification"
      />
      <p>
        Ou recopiez cette clé : <code className={classes.secret}>{secretOf(totpURI)}</code>
      </p>
    </li>
    <li>
      <p>Notez ces codes de secours et gardez-les ailleurs. Chacun remplace une fois votre téléphone.</p>
      <ul className={classes.backup}>
        {backupCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </li>
    <li>
      <ProveForm onDone={onDone} onCancel={onCancel} />
    </li>
  </ol>
)

const ProveForm = ({ onDone, onCancel }: Pick<Props, 'onDone' | 'onCancel'>) => {
  const [code, setCode] = useState('')
  const { attempt, isRunning, failure } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await identity.verifyCode(code.replace(/\s/g, ''))
      await onDone()
    })
  }
  return (
    <form onSubmit={submit} aria-label="Vérifier le second facteur">
      {failure && <Notice kind="late">{failure}</Notice>}
      <TextInput
        label="Tapez le code que l’application affiche"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        maw={360}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Group>
        <Button type="submit" loading={isRunning}>
          Terminer
        </Button>
        <Button variant="default" onClick={onCancel}>
          Renoncer
        </Button>
      </Group>
    </form>
  )
}
