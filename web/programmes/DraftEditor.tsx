import { useForm } from '@mantine/form'
import { type ComponentType, useMemo } from 'react'
import type { ProgrammeView } from '#contract/programme-shapes.ts'
import { blankDefinition } from '#domain/programmes/blank-definition.ts'
import { checkDefinition } from '#domain/programmes/check-definition.ts'
import { compareDefinitions } from '#domain/programmes/compare-definitions.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { api } from '#web/client.ts'
import { ConditionFields } from '#web/programmes/ConditionFields.tsx'
import { DraftAside } from '#web/programmes/DraftAside.tsx'
import { EndFields } from '#web/programmes/EndFields.tsx'
import { FollowUpFields } from '#web/programmes/FollowUpFields.tsx'
import { IdentityFields } from '#web/programmes/IdentityFields.tsx'
import { LengthFields } from '#web/programmes/LengthFields.tsx'
import { OpeningFields } from '#web/programmes/OpeningFields.tsx'
import { PlacesFields } from '#web/programmes/PlacesFields.tsx'
import classes from '#web/programmes/programmes.module.css'
import { type SectionKey, type SectionProps, sectionKeys, sectionRows } from '#web/programmes/section.ts'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { StaleNotice } from '#web/ui/StaleNotice.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

const fieldsOf: Readonly<Record<SectionKey, ComponentType<SectionProps>>> = {
  identite: IdentityFields,
  ouverture: OpeningFields,
  conditions: ConditionFields,
  duree: LengthFields,
  suivi: FollowUpFields,
  sortie: EndFields,
  moyens: PlacesFields,
}

/** The version read goes with the text: one found again after someone else saved is told stale, not written over theirs. */
type Values = { version: number; definition: ProgrammeDefinition }
type Theirs = { version: number; draft: ProgrammeDefinition | null }

export const DraftEditor = ({ programme }: { programme: ProgrammeView }) => {
  const { programmeId, published } = programme
  const start = programme.draft ?? published?.definition ?? blankDefinition('')
  const form = useForm<Values>({ initialValues: { version: programme.version, definition: start } })
  const kept = useFormDraft(`programme/${programmeId}`, form, form.values)
  const command = useApiCommand(api.programmes.saveDraft)
  const issues = useIssues(form, command.issues, [])
  const { definition, version } = form.values

  const save = async (over = version): Promise<number | undefined> => {
    const saved = form.getValues().definition
    const answer = await command.run({ programmeId, version: over, draft: saved })
    if (!answer) return undefined
    const values = { version: answer.version, definition: saved }
    form.setInitialValues(values)
    form.setValues({ version: answer.version })
    form.resetDirty(values)
    kept.clear()
    return answer.version
  }
  const take = (values: Values) => {
    form.setInitialValues(values)
    form.setValues(values)
    command.reset()
    kept.clear()
  }

  const problems = useMemo(() => checkDefinition(definition), [definition])
  const wrong = (path: string) => problems.find((one) => one.path === path && !one.isMissing)?.message
  const set = (change: Partial<ProgrammeDefinition>) =>
    form.setValues((former) => ({ definition: { ...(former.definition ?? start), ...change } }))
  const isSaved = programme.draft !== null || version > programme.version
  const isUnchanged = isSaved && !form.isDirty()
  return (
    <div className={classes.editor}>
      <DraftAside
        programme={programme}
        definition={definition}
        problems={problems}
        version={version}
        save={isUnchanged ? undefined : save}
        onGone={kept.clear}
      />
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
              theirs={command.refusal.details as Theirs}
              otherwise={published?.definition ?? start}
              keep={(over) => void save(over)}
              take={take}
            />
          )
        }
      >
        {sectionKeys.map((key) => {
          const Fields = fieldsOf[key]
          return (
            <div key={key} id={key} tabIndex={-1} className={classes.section}>
              <Section title={sectionRows[key].title}>
                <div className={classes.sectionFields}>
                  <Fields definition={definition} set={set} wrong={wrong} />
                </div>
              </Section>
            </div>
          )
        })}
      </PageForm>
    </div>
  )
}

type StaleProps = {
  message: string
  mine: ProgrammeDefinition
  theirs: Theirs
  /** What they have when their draft was dropped or published. */
  otherwise: ProgrammeDefinition
  keep: (version: number) => void
  take: (values: Values) => void
}

const Stale = ({ message, mine, theirs, otherwise, keep, take }: StaleProps) => {
  const current = theirs.draft ?? otherwise
  const fields = compareDefinitions(current, mine).map(({ label, removed, added, moved }) => ({
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
