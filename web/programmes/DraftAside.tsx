import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ProgrammeView } from '#contract/programme-shapes.ts'
import type { DefinitionProblem } from '#domain/programmes/check-definition.ts'
import { compareDefinitions } from '#domain/programmes/compare-definitions.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { Changes } from '#web/programmes/Changes.tsx'
import { DraftContents, whyNotPublish } from '#web/programmes/DraftContents.tsx'
import { PublishDialog } from '#web/programmes/PublishDialog.tsx'
import classes from '#web/programmes/programmes.module.css'
import { sectionOf, sectionRows } from '#web/programmes/section.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = {
  programme: ProgrammeView
  definition: ProgrammeDefinition
  problems: readonly DefinitionProblem[]
  version: number
  /** Undefined when everything is saved. */
  save: (() => Promise<number | undefined>) | undefined
  onGone: () => void
}

/** Beside the draft: what is left to complete, what changes, and the way out. */
export const DraftAside = ({ programme, definition, problems, version, save, onGone }: Props) => {
  const [isPublishing, setPublishing] = useState(false)
  const { published } = programme
  const changes = published && compareDefinitions(published.definition, definition)
  const next = (published?.number ?? 0) + 1
  return (
    <aside className={classes.aside} aria-label="Avant de publier">
      <Section title="Avant de publier">
        <DraftContents sections={sectionRows} sectionOf={sectionOf} problems={problems} />
        {problems.length === 0 && (
          <p>
            <Signal kind="done">Tout est complet.</Signal>
          </p>
        )}
        {changes && (
          <>
            <h3>Ce qui change par rapport à la version {published.number}</h3>
            <Changes changes={changes} />
          </>
        )}
        <div className={classes.asideActs}>
          <ReasonedButton
            because={whyNotPublish(problems, changes?.length)}
            onClick={() => setPublishing(true)}
          >
            Publier la version {next}
          </ReasonedButton>
          <Discard programme={programme} version={version} onGone={onGone} />
        </div>
      </Section>
      {isPublishing && (
        <PublishDialog
          programme={programme}
          number={next}
          changes={changes}
          version={version}
          save={save}
          onPublished={onGone}
          onClose={() => setPublishing(false)}
        />
      )}
    </aside>
  )
}

type DiscardProps = Pick<Props, 'programme' | 'version' | 'onGone'>

const Discard = ({ programme: { programmeId, published, draft }, version, onGone }: DiscardProps) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const command = useApiCommand(api.programmes.discardDraft, {
    onDone: ({ isGone }) => {
      onGone()
      void notify(isGone ? 'Dispositif abandonné.' : 'Brouillon abandonné.')
      void navigate(isGone ? paths.programmes({ slug }) : paths.programme({ slug, programmeId }))
    },
  })
  if (!draft) return null
  return (
    <>
      <Button variant="subtle" color="late" onClick={() => setAsking(true)}>
        Abandonner le brouillon
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Abandonner le brouillon ?"
        confirmLabel="Abandonner le brouillon"
        isDangerous
        command={command}
        onConfirm={() => command.run({ programmeId, version })}
      >
        {published
          ? `La version ${published.number} reste en vigueur. Ce qui est écrit dans ce brouillon est perdu.`
          : 'Ce dispositif n’a jamais été publié : il disparaît avec son brouillon.'}
      </ConfirmDialog>
    </>
  )
}
