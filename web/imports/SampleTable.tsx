import type { Reading } from '#contract/imports.ts'
import type { ImportTarget } from '#domain/imports/fields.ts'
import { fileFields } from '#domain/imports/file-fields.ts'
import classes from '#web/imports/imports.module.css'
import { Signal } from '#web/ui/Signal.tsx'

type Props = { reading: Reading; target: ImportTarget; columns: Readonly<Record<string, number>> }

/** The first lines as they are understood, and what is wrong with them. */
export const SampleTable = ({ reading, target, columns }: Props) => {
  const fields = fileFields[target].filter(({ key }) => key in columns)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reached by the keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label="Premières lignes comprises">
      <table className={classes.sample}>
        <thead>
          <tr>
            <th scope="col">Ligne</th>
            <th scope="col">Lecture</th>
            {fields.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reading.lines.map(({ line, understood, problems, warnings }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>
                {problems.length + warnings.length === 0 ? (
                  <Signal kind="done">comprise</Signal>
                ) : (
                  <ul className={classes.told}>
                    {problems.map(({ reason }) => (
                      <li key={reason}>
                        <Signal kind="late">{reason}</Signal>
                      </li>
                    ))}
                    {warnings.map(({ reason }) => (
                      <li key={reason}>
                        <Signal kind="soon">{reason}</Signal>
                      </li>
                    ))}
                  </ul>
                )}
              </td>
              {fields.map(({ key }) => (
                <td key={key}>{understood[key] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
