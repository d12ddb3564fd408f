import type { DefinitionChange } from '#domain/programmes/compare-definitions.ts'
import classes from '#web/programmes/programmes.module.css'
import { typeset } from '#web/ui/typeset.ts'

/** What a version changes: what goes is struck through and said so, what comes is underlined and said so. */
export const Changes = ({ changes }: { changes: readonly DefinitionChange[] }) => {
  if (changes.length === 0) return <p className={classes.hint}>Rien pour l’instant.</p>
  return (
    <dl className={classes.changes}>
      {changes.map(({ key, label, removed, added, moved }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            {moved && 'L’ordre change.'}
            {removed.map((line) => (
              <p key={`- ${line}`}>
                <del>
                  <span className="on-screen-readers">retiré : </span>
                  {typeset(line)}
                </del>
              </p>
            ))}
            {added.map((line) => (
              <p key={`+ ${line}`}>
                <ins>
                  <span className="on-screen-readers">ajouté : </span>
                  {typeset(line)}
                </ins>
              </p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
