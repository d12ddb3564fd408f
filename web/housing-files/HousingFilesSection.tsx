import { Button, Menu } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import { type HousingFileKind, housingFileKinds, housingFileLabels } from '#domain/housing-files/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/housing-files/housing-files.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** The files prepared for whoever decides on a home; nothing for those who do not read the social side. */
export const HousingFilesSection = ({ householdId }: { householdId: string }) => {
  const reading = useAccess('read-social-situation')
  const { data, error, refetch } = useApiQuery(
    api.housingFiles.list,
    { householdId },
    { enabled: reading.allowed },
  )
  if (!reading.allowed) return null
  const open = data?.files.filter(({ closed }) => closed === null).map(({ kind }) => kind) ?? []
  return (
    <Section title="Dossiers préparés" actions={<StartMenu householdId={householdId} open={open} />}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data?.files.length === 0 && (
        <p className={classes.soft}>
          Un recours DALO, une commission d’attribution, une mutation ? Palier rassemble ce que la fiche sait
          déjà, dit ce qui manque et prépare les lettres.
        </p>
      )}
      {data && data.files.length > 0 && (
        <LineList>
          {data.files.map((file) => (
            <FileLine key={file.fileId} householdId={householdId} file={file} />
          ))}
        </LineList>
      )}
    </Section>
  )
}

type Line = {
  fileId: string
  kind: HousingFileKind
  startedOn: Parameters<typeof Day>[0]['date']
  startedBy: string
  closed: { reason: string } | null
}

const FileLine = ({ householdId, file }: { householdId: string; file: Line }) => {
  const slug = useOrganisationSlug()
  const { fileId, kind, startedOn, startedBy, closed } = file
  return (
    <li>
      <div>
        <Link to={paths.housingFile({ slug, householdId, fileId })}>{housingFileLabels[kind]}</Link>
        <p className={classes.small}>
          Commencé le <Day date={startedOn} /> par {startedBy}
        </p>
      </div>
      {closed ? <Signal kind="done">Fermé : {closed.reason}</Signal> : <Signal kind="none">En cours</Signal>}
    </li>
  )
}

type MenuProps = { householdId: string; open: readonly HousingFileKind[] }

const StartMenu = ({ householdId, open }: MenuProps) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const writing = useAccess('edit-social-situation')
  const start = useApiCommand(api.housingFiles.start, {
    onDone: ({ fileId }) => void navigate(paths.housingFile({ slug, householdId, fileId })),
  })
  const told = start.refusal?.message ?? start.failure
  const kinds = housingFileKinds.filter((kind) => !open.includes(kind))
  if (!writing.allowed || kinds.length === 0)
    return (
      <ReasonedButton
        size="xs"
        variant="default"
        because={writing.because ?? 'Un dossier de chaque sorte est déjà en cours.'}
      >
        Préparer un dossier
      </ReasonedButton>
    )
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button size="xs" variant="default" loading={start.isRunning}>
            Préparer un dossier
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => void start.run({ householdId, kind })}>
              {housingFileLabels[kind]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
