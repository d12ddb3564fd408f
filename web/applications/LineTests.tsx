import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ApplicationLine, ApplicationView, LineTestShape } from '#contract/application-shapes.ts'
import classes from '#web/applications/applications.module.css'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

const signals: Readonly<Record<LineTestShape['answer'], SignalKind>> = {
  yes: 'done',
  no: 'late',
  'to-check': 'soon',
}
const words: Readonly<Record<LineTestShape['answer'], string>> = {
  yes: 'Remplie : ',
  no: 'Non remplie : ',
  // The reason says it.
  'to-check': '',
}

type Props = { line: ApplicationLine; application: ApplicationView }
type Asked = { test: LineTestShape; what: 'yes' | 'no' | 'derogation' }

/** Each condition: its answer in a word, why, where the rule comes from, and what one may do about it. */
export const LineTests = ({ line, application }: Props) => {
  const [asked, setAsked] = useState<Asked | undefined>()
  const open = line.tests.filter(({ answer }) => answer !== 'yes')
  const met = line.tests.filter(({ answer }) => answer === 'yes')
  const rows = { application, ask: setAsked }
  return (
    <div className={classes.tests}>
      <TestRows tests={open} {...rows} />
      {met.length > 0 && (
        <details>
          <summary>
            {met.length === 1 ? 'Une condition remplie' : `${met.length} conditions remplies`}
            <span className="on-screen-readers"> : {line.productName}</span>
          </summary>
          <TestRows tests={met} {...rows} />
        </details>
      )}
      {asked?.what === 'derogation' && (
        <Derogate
          line={line}
          application={application}
          test={asked.test}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked && asked.what !== 'derogation' && (
        <Answer
          line={line}
          application={application}
          test={asked.test}
          answer={asked.what}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

type RowsProps = {
  tests: readonly LineTestShape[]
  application: ApplicationView
  ask: (asked: Asked) => void
}

const TestRows = ({ tests, application, ask }: RowsProps) =>
  tests.length === 0 ? null : (
    <ul>
      {tests.map((test) => (
        <li key={test.key}>
          <div>
            <Signal kind={signals[test.answer]}>{typeset(test.label)}</Signal>
            <p className={classes.reason}>
              {typeset(`${words[test.answer]}${test.reason}`)}
              <span className={classes.source}> {typeset(test.source)}</span>
            </p>
          </div>
          {application.filedOn === null && <Acts test={test} application={application} ask={ask} />}
        </li>
      ))}
    </ul>
  )

type ActsProps = { test: LineTestShape; application: ApplicationView; ask: (asked: Asked) => void }

const Acts = ({ test, application, ask }: ActsProps) => {
  const writing = useAccess('write-applications')
  const deciding = useAccess('decide-funding')
  const named = <span className="on-screen-readers"> : {test.label}</span>
  if (test.answer === 'to-check' || (test.settledBy === 'person' && !test.isDerogation))
    return writing.allowed ? (
      <div className={classes.acts}>
        <Button size="compact-sm" variant="default" onClick={() => ask({ test, what: 'yes' })}>
          Oui{named}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => ask({ test, what: 'no' })}>
          Non{named}
        </Button>
      </div>
    ) : null
  if (test.answer !== 'no' || !test.mayDerogate) return null
  const because =
    deciding.because ??
    (application.mayDerogate ? undefined : 'Vous avez ouvert ce dossier : une autre personne doit déroger.')
  return (
    <div className={classes.acts}>
      <ReasonedButton
        size="compact-sm"
        variant="default"
        because={because}
        onClick={() => ask({ test, what: 'derogation' })}
      >
        Déroger{named}
      </ReasonedButton>
    </div>
  )
}

type FormProps = {
  line: ApplicationLine
  application: ApplicationView
  test: LineTestShape
  onClose: () => void
}

const Answer = ({ line, application, test, answer, onClose }: FormProps & { answer: 'yes' | 'no' }) => {
  const command = useApiCommand(api.applications.answer, { onDone: onClose })
  const { applicationId } = application
  return (
    <ReasonForm
      title={answer === 'yes' ? 'La condition est remplie' : 'La condition n’est pas remplie'}
      told={test.label}
      submitLabel="Noter la réponse"
      draftKey={`line-test/${applicationId}/${line.productId}/${test.key}/${answer}`}
      command={command}
      onClose={onClose}
      onReason={(reason) =>
        command.run({ applicationId, productId: line.productId, testKey: test.key, answer, reason })
      }
    />
  )
}

const Derogate = ({ line, application, test, onClose }: FormProps) => {
  const command = useApiCommand(api.applications.derogate, { onDone: onClose })
  const { applicationId } = application
  return (
    <ReasonForm
      title="Laisser passer cette condition"
      told={`${test.label}. ${test.reason}`}
      submitLabel="Accorder la dérogation"
      draftKey={`line-derogation/${applicationId}/${line.productId}/${test.key}`}
      command={command}
      onClose={onClose}
      onReason={(reason) =>
        command.run({ applicationId, productId: line.productId, testKey: test.key, reason })
      }
    />
  )
}
