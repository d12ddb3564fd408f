import { useNavigate } from 'react-router'
import type { ProgrammeView } from '#contract/programme-shapes.ts'
import { formatInteger } from '#domain/money.ts'
import type { DefinitionProblem } from '#domain/programmes/check-definition.ts'
import { compareDefinitions } from '#domain/programmes/compare-definitions.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { api } from '#web/client.ts'
import { DiscardDraft } from '#web/definitions/DiscardDraft.tsx'
import { DraftAside } from '#web/definitions/DraftAside.tsx'
import { PublishDialog, type Publishing } from '#web/definitions/PublishDialog.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { sectionOf, sectionRows } from '#web/programmes/section.ts'
import { notify } from '#web/ui/notify.ts'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = Pick<Publishing, 'version' | 'save'> & {
  programme: ProgrammeView
  definition: ProgrammeDefinition
  problems: readonly DefinitionProblem[]
  onGone: () => void
}

/** Beside the draft of a programme. */
export const ProgrammeAside = ({ programme, definition, problems, version, save, onGone }: Props) => {
  const { published } = programme
  return (
    <DraftAside
      sections={sectionRows}
      sectionOf={sectionOf}
      problems={problems}
      published={published?.number}
      changes={published && compareDefinitions(published.definition, definition)}
      version={version}
      save={save}
      discard={programme.draft && <Discard programme={programme} version={version} onGone={onGone} />}
      publish={(publishing) => <Publish programme={programme} onGone={onGone} publishing={publishing} />}
    />
  )
}

type PublishProps = Pick<Props, 'programme' | 'onGone'> & { publishing: Publishing }

const Publish = ({ programme, publishing, onGone }: PublishProps) => {
  const { programmeId, running, closedOn } = programme
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const command = useApiCommand(api.programmes.publish, {
    onDone: () => {
      onGone()
      void notify(`Version ${publishing.number} publiée.`)
      void navigate(paths.programme({ slug, programmeId }))
    },
  })
  return (
    <PublishDialog
      {...publishing}
      command={command}
      publish={(version) => command.run({ programmeId, version })}
    >
      <p>{typeset(tellRunning(running, publishing.changes !== null))}</p>
      {closedOn && (
        <p>{typeset('Ce dispositif est fermé : il le restera jusqu’à ce que vous le rouvriez.')}</p>
      )}
    </PublishDialog>
  )
}

const tellRunning = (running: number, hasFormer: boolean) => {
  const next = 'Une version publiée ne se modifie plus : un changement sera une version suivante.'
  if (!hasFormer) return `Vos équipes pourront ouvrir des mesures avec ces règles. ${next}`
  if (running === 0) return `Aucune mesure n’est en cours : les prochaines suivront ces règles. ${next}`
  return running === 1
    ? `La mesure en cours garde les règles de son début ; les prochaines suivront celles-ci. ${next}`
    : `Les ${formatInteger(running)} mesures en cours gardent les règles de leur début ; les prochaines suivront celles-ci. ${next}`
}

const Discard = ({ programme, version, onGone }: Pick<Props, 'programme' | 'version' | 'onGone'>) => {
  const { programmeId, published } = programme
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const command = useApiCommand(api.programmes.discardDraft, {
    onDone: ({ isGone }) => {
      onGone()
      void notify(isGone ? 'Dispositif abandonné.' : 'Brouillon abandonné.')
      void navigate(isGone ? paths.programmes({ slug }) : paths.programme({ slug, programmeId }))
    },
  })
  return (
    <DiscardDraft command={command} discard={() => command.run({ programmeId, version })}>
      {published
        ? `La version ${published.number} reste en vigueur. Ce qui est écrit dans ce brouillon est perdu.`
        : 'Ce dispositif n’a jamais été publié : il disparaît avec son brouillon.'}
    </DiscardDraft>
  )
}
