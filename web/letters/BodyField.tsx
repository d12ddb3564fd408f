import { Button, Textarea } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useRef } from 'react'
import { type LetterField, letterFieldRows } from '#domain/letters/fields.ts'
import classes from '#web/letters/letters.module.css'

type Props<V extends { body: string }> = {
  form: UseFormReturnType<V>
  /** Names written between braces that no field has. */
  unknown: readonly string[]
  /** Those one may insert. */
  fields: readonly LetterField[]
  label: string
  description?: string
  minRows?: number
}

const usualMarks =
  'Une ligne vide sépare les paragraphes. « # Titre », « - liste », « 1. étape », « **gras** ».'

/** The words of a letter or a message, with its fields one click away. */
export const BodyField = <V extends { body: string }>(props: Props<V>) => {
  const { form, unknown, fields, label, description = usualMarks, minRows = 16 } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const insert = (field: string) => {
    const { current } = area
    if (!current) return
    const { selectionStart: start, selectionEnd: end, value } = current
    form.setFieldValue('body', `${value.slice(0, start)}{${field}}${value.slice(end)}` as never)
    current.focus()
  }
  const input = form.getInputProps('body')
  return (
    <>
      <Textarea
        ref={area}
        label={label}
        dir="auto"
        description={description}
        autosize
        minRows={minRows}
        maxRows={26}
        maxLength={20_000}
        {...input}
        error={
          input.error ??
          (unknown.length > 0 ? `Ces champs n’existent pas : ${unknown.join(', ')}` : undefined)
        }
      />
      <details>
        <summary>Insérer un champ</summary>
        <ul className={classes.fields}>
          {fields.map((field) => (
            <li key={field}>
              <Button
                size="compact-xs"
                variant="default"
                title={letterFieldRows[field].label}
                onClick={() => insert(field)}
              >
                {`{${field}}`}
              </Button>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
