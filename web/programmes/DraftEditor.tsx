import { useMemo } from 'react'
import type { ProgrammeView } from '#contract/programme-shapes.ts'
import { blankDefinition } from '#domain/programmes/blank-definition.ts'
import { checkDefinition } from '#domain/programmes/check-definition.ts'
import { compareDefinitions } from '#domain/programmes/compare-definitions.ts'
import { api } from '#web/client.ts'
import { DefinitionForm } from '#web/definitions/DefinitionForm.tsx'
import { useDefinitionForm } from '#web/definitions/use-definition-form.ts'
import { wrongAt } from '#web/definitions/wrong-at.ts'
import { ConditionFields } from '#web/programmes/ConditionFields.tsx'
import { EndFields } from '#web/programmes/EndFields.tsx'
import { FollowUpFields } from '#web/programmes/FollowUpFields.tsx'
import { IdentityFields } from '#web/programmes/IdentityFields.tsx'
import { LengthFields } from '#web/programmes/LengthFields.tsx'
import { OpeningFields } from '#web/programmes/OpeningFields.tsx'
import { PlacesFields } from '#web/programmes/PlacesFields.tsx'
import { ProgrammeAside } from '#web/programmes/ProgrammeAside.tsx'
import classes from '#web/programmes/programmes.module.css'
import { sectionRows } from '#web/programmes/section.ts'
import { useApiCommand } from '#web/use-api.ts'

export const DraftEditor = ({ programme }: { programme: ProgrammeView }) => {
  const { programmeId, published } = programme
  const start = programme.draft ?? published?.definition ?? blankDefinition('')
  const command = useApiCommand(api.programmes.saveDraft)
  const edit = useDefinitionForm({
    draftKey: `programme/${programmeId}`,
    version: programme.version,
    start,
    isKept: programme.draft !== null,
    command,
    send: (version, draft) => command.run({ programmeId, version, draft }),
  })
  const { definition, set } = edit
  const problems = useMemo(() => checkDefinition(definition), [definition])
  const fields = { definition, set, wrong: wrongAt(problems) }
  return (
    <div className={classes.editor}>
      <ProgrammeAside
        programme={programme}
        definition={definition}
        problems={problems}
        version={edit.version}
        save={edit.isUnchanged ? undefined : edit.save}
        onGone={edit.kept.clear}
      />
      <DefinitionForm
        edit={edit}
        command={command}
        sections={sectionRows}
        parts={{
          identite: <IdentityFields {...fields} />,
          ouverture: <OpeningFields {...fields} />,
          conditions: <ConditionFields {...fields} />,
          duree: <LengthFields {...fields} />,
          suivi: <FollowUpFields {...fields} />,
          sortie: <EndFields {...fields} />,
          moyens: <PlacesFields {...fields} />,
        }}
        otherwise={published?.definition ?? start}
        compare={compareDefinitions}
      />
    </div>
  )
}
