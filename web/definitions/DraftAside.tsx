import { type ReactNode, useState } from 'react'
import type { DefinitionProblem } from '#domain/programmes/check-definition.ts'
import type { DefinitionChange } from '#domain/programmes/compare-definitions.ts'
import type { Publishing } from '#web/definitions/PublishDialog.tsx'
import { Changes } from '#web/programmes/Changes.tsx'
import { DraftContents, whyNotPublish } from '#web/programmes/DraftContents.tsx'
import classes from '#web/programmes/programmes.module.css'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'

type Props<Key extends string> = Pick<Publishing, 'version' | 'save'> & {
  sections: Readonly<Record<Key, { title: string }>>
  sectionOf: (problem: DefinitionProblem) => Key
  problems: readonly DefinitionProblem[]
  /** The number of the published version, where there is one. */
  published: number | undefined
  /** Against the published version. */
  changes: readonly DefinitionChange[] | null
  discard: ReactNode
  publish: (publishing: Publishing) => ReactNode
}

/** Beside the draft: what is left to complete, what changes, and the way out. */
export const DraftAside = <Key extends string>(props: Props<Key>) => {
  const { sections, sectionOf, problems, published, changes, version, save } = props
  const [isPublishing, setPublishing] = useState(false)
  const number = (published ?? 0) + 1
  return (
    <aside className={classes.aside} aria-label="Avant de publier">
      <Section title="Avant de publier">
        <DraftContents sections={sections} sectionOf={sectionOf} problems={problems} />
        {problems.length === 0 && (
          <p>
            <Signal kind="done">Tout est complet.</Signal>
          </p>
        )}
        {changes && (
          <>
            <h3>Ce qui change par rapport à la version {published}</h3>
            <Changes changes={changes} />
          </>
        )}
        <div className={classes.asideActs}>
          <ReasonedButton
            because={whyNotPublish(problems, changes?.length)}
            onClick={() => setPublishing(true)}
          >
            Publier la version {number}
          </ReasonedButton>
          {props.discard}
        </div>
      </Section>
      {isPublishing && props.publish({ number, changes, version, save, onClose: () => setPublishing(false) })}
    </aside>
  )
}
