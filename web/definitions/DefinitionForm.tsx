import type { ReactNode } from 'react'
import type { DefinitionChange } from '#domain/programmes/compare-definitions.ts'
import type { DefinitionValues, Saving, useDefinitionForm } from '#web/definitions/use-definition-form.ts'
import classes from '#web/programmes/programmes.module.css'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { StaleNotice } from '#web/ui/StaleNotice.tsx'

type Props<D extends object, Key extends string> = {
  edit: ReturnType<typeof useDefinitionForm<D>>
  command: Saving
  sections: Readonly<Record<Key, { title: string }>>
  parts: Readonly<Record<Key, ReactNode>>
  /** What they have when their draft was dropped or published. */
  otherwise: D
  compare: (former: D, next: D) => readonly DefinitionChange[]
}

/** The sections of a draft, one under the other, saved together. */
export const DefinitionForm = <D extends object, Key extends string>(props: Props<D, Key>) => {
  const { edit, command, sections, parts, otherwise, compare } = props
  const { form, kept, issues, definition, save, take, isUnchanged } = edit
  return (
    <PageForm
      command={command}
      issues={issues}
      draft={kept}
      submitLabel="Enregistrer le brouillon"
      because={isUnchanged ? 'Tout est déjà enregistré.' : undefined}
      onSubmit={form.onSubmit(() => void save().then((done) => done && notify('Brouillon enregistré.')))}
      banner={
        command.refusal?.reason === 'stale-version' && (
          <Stale
            message={command.refusal.message}
            mine={definition}
            theirs={command.refusal.details as Theirs<D>}
            otherwise={otherwise}
            compare={compare}
            keep={(over) => void save(over)}
            take={take}
          />
        )
      }
    >
      {(Object.keys(sections) as Key[]).map((key) => (
        <div key={key} id={key} tabIndex={-1} className={classes.section}>
          <Section title={sections[key].title}>
            <div className={classes.sectionFields}>{parts[key]}</div>
          </Section>
        </div>
      ))}
    </PageForm>
  )
}

type Theirs<D> = { version: number; draft: D | null }
type StaleProps<D extends object> = Pick<Props<D, string>, 'otherwise' | 'compare'> & {
  message: string
  mine: D
  theirs: Theirs<D>
  keep: (version: number) => void
  take: (values: DefinitionValues<D>) => void
}

const Stale = <D extends object>(props: StaleProps<D>) => {
  const { message, mine, theirs, otherwise, compare, keep, take } = props
  const current = theirs.draft ?? otherwise
  const fields = compare(current, mine).map(({ label, removed, added, moved }) => ({
    label,
    mine: moved ? 'un autre ordre' : added.join(' ; '),
    theirs: moved ? 'leur ordre' : removed.join(' ; '),
  }))
  return (
    <StaleNotice
      message={message}
      fields={fields.length > 0 ? fields : [{ label: 'Contenu', mine: 'le même', theirs: 'le même' }]}
      onReload={() => undefined}
      onKeepMine={() => keep(theirs.version)}
      onTakeTheirs={() => take({ version: theirs.version, definition: current })}
    />
  )
}
