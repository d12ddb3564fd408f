import { useNavigate } from 'react-router'
import type { ProgrammeView } from '#contract/programme-shapes.ts'
import { formatInteger } from '#domain/money.ts'
import type { DefinitionChange } from '#domain/programmes/compare-definitions.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { Changes } from '#web/programmes/Changes.tsx'
import classes from '#web/programmes/programmes.module.css'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = {
  programme: ProgrammeView
  number: number
  changes: readonly DefinitionChange[] | null
  version: number
  save: (() => Promise<number | undefined>) | undefined
  onPublished: () => void
  onClose: () => void
}

/** Says who keeps the former rules before the new ones hold. */
export const PublishDialog = (props: Props) => {
  const { programme, number, changes, version, save, onPublished, onClose } = props
  const { programmeId, running, closedOn } = programme
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const command = useApiCommand(api.programmes.publish, {
    onDone: () => {
      onPublished()
      void notify(`Version ${number} publiée.`)
      void navigate(paths.programme({ slug, programmeId }))
    },
  })
  const publish = async () => {
    const saved = save ? await save() : version
    return saved === undefined ? undefined : command.run({ programmeId, version: saved })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Publier la version ${number} ?`}
      confirmLabel={`Publier la version ${number}`}
      command={command}
      onConfirm={publish}
    >
      <div className={classes.dialog}>
        <p>{typeset(tellRunning(running, changes !== null))}</p>
        {closedOn && (
          <p>{typeset('Ce dispositif est fermé : il le restera jusqu’à ce que vous le rouvriez.')}</p>
        )}
        {changes && <Changes changes={changes} />}
      </div>
    </ConfirmDialog>
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
