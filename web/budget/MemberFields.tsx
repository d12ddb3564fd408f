import { Button, Checkbox, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { MemberValues, SnapshotValues } from '#web/budget/content.ts'
import classes from '#web/budget/SnapshotForm.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'

const somebody: MemberValues = {
  personId: null,
  name: null,
  bornOn: null,
  isPartner: false,
  isSharedCustody: false,
}

/** Who is counted that day. A person without a birth date counts as an adult. */
export const MemberFields = ({ form }: { form: UseFormReturnType<SnapshotValues> }) => (
  <fieldset className={classes.group}>
    <legend>Qui vit là ce jour</legend>
    <ul className={classes.rows}>
      {form.values.members.map((member, index) => {
        const at = `members.${index}`
        const name = member.name ?? `personne ${index + 1}`
        const { value: _, ...nameProps } = form.getInputProps(`${at}.name`)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the form itself names its lines by their place
          <li key={index} className={classes.person}>
            <TextInput
              size="xs"
              aria-label={`Nom, ${name}`}
              placeholder="Nom"
              {...nameProps}
              value={member.name ?? ''}
              onChange={(event) => form.setFieldValue(`${at}.name`, event.currentTarget.value || null)}
            />
            <DayInput
              size="xs"
              aria-label={`Date de naissance, ${name}`}
              placeholder="né(e) le"
              {...form.getInputProps(`${at}.bornOn`)}
            />
            <div className={classes.foot}>
              <Checkbox
                label="conjoint"
                aria-label={`Conjoint ou partenaire, ${name}`}
                {...form.getInputProps(`${at}.isPartner`, { type: 'checkbox' })}
              />
              <Checkbox
                label="alternée"
                aria-label={`Résidence alternée, ${name}`}
                {...form.getInputProps(`${at}.isSharedCustody`, { type: 'checkbox' })}
              />
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Retirer ${name}`}
                onClick={() => form.removeListItem('members', index)}
              >
                Retirer
              </Button>
            </div>
          </li>
        )
      })}
    </ul>
    <Button size="xs" variant="default" onClick={() => form.insertListItem('members', { ...somebody })}>
      Compter une personne de plus
    </Button>
  </fieldset>
)
