import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import type { Convention } from '#contract/convention-shapes.ts'
import { reachOf } from '#domain/access.ts'
import { conventionKindLabels } from '#domain/conventions/kinds.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { AmendmentForm } from '#web/conventions/AmendmentForm.tsx'
import { ConventionForm } from '#web/conventions/ConventionForm.tsx'
import { StateSignal } from '#web/conventions/convention-signals.tsx'
import { EndForm } from '#web/conventions/EndForm.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Props = { children: (convention: Convention) => ReactNode }

/** A page of one convention: what it is, what can be done to it, its tabs. */
export const ConventionFrame = ({ children }: Props) => {
  const { slug, role } = useMember()
  const { conventionId = '' } = useParams()
  const { data: convention, error, refetch } = useApiQuery(api.conventions.open, { conventionId })
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!convention) return <Waiting label="Lecture de la convention" />
  const tabs = [
    { label: 'Ce qui a été fait', to: paths.convention({ slug, conventionId }) },
    { label: 'Termes et pièces', to: paths.conventionTerms({ slug, conventionId }) },
    ...(reachOf(role, 'list-funding') === 'never'
      ? []
      : [{ label: 'Financements', to: paths.conventionFinancings({ slug, conventionId }) }]),
  ]
  return (
    <Page
      title={convention.title}
      subtitle={<Subtitle convention={convention} />}
      crumbs={[{ label: 'Partenaires et conventions', to: paths.conventions({ slug }) }]}
      actions={<Actions convention={convention} />}
      tabs={<PageTabs label="Convention" tabs={tabs} />}
    >
      {children(convention)}
    </Page>
  )
}

const Subtitle = ({ convention }: { convention: Convention }) => {
  const { reference, kind, period, state, alert } = convention
  const from = period.startsOn ? `du ${formatDate(period.startsOn)}` : 'sans date de début'
  const to = period.endsOn ? `au ${formatDate(period.endsOn)}` : 'sans terme'
  return (
    <>
      {conventionKindLabels[kind]} {reference}, {from} {to} · <StateSignal state={state} alert={alert} />
    </>
  )
}

const Actions = ({ convention }: { convention: Convention }) => {
  const { because } = useAccess('edit-conventions')
  const [open, setOpen] = useState<'correct' | 'amend' | 'end'>()
  const close = () => setOpen(undefined)
  const unsigned = 'Une convention qui n’est pas signée se corrige ; on ne l’amende pas.'
  return (
    <>
      <ReasonedButton
        because={because ?? (convention.signedOn === null ? unsigned : undefined)}
        onClick={() => setOpen('amend')}
      >
        Ajouter un avenant
      </ReasonedButton>
      {because === undefined && (
        <>
          <Button variant="default" onClick={() => setOpen('correct')}>
            Corriger
          </Button>
          <Button variant="default" onClick={() => setOpen('end')}>
            {convention.endedEarly ? 'Revoir la fin' : 'Noter une fin anticipée'}
          </Button>
        </>
      )}
      {open === 'correct' && <ConventionForm convention={convention} onClose={close} />}
      {open === 'amend' && <AmendmentForm convention={convention} onClose={close} />}
      {open === 'end' && <EndForm convention={convention} onClose={close} />}
    </>
  )
}
