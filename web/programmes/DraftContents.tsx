import type { DefinitionProblem } from '#domain/programmes/check-definition.ts'
import classes from '#web/programmes/programmes.module.css'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'

type Props<Key extends string> = {
  sections: Readonly<Record<Key, { title: string }>>
  sectionOf: (problem: DefinitionProblem) => Key
  problems: readonly DefinitionProblem[]
}

/** The sections of a draft, of a programme or a product, and what each still lacks. */
export const DraftContents = <Key extends string>({ sections, sectionOf, problems }: Props<Key>) => (
  <ol className={classes.contents}>
    {(Object.keys(sections) as Key[]).map((key) => {
      const own = problems.filter((problem) => sectionOf(problem) === key)
      return (
        <li key={key}>
          <a href={`#${key}`}>{typeset(sections[key].title)}</a>
          {own.length > 0 && (
            <ul>
              {own.map(({ path, message, isMissing }) => (
                <li key={`${path} ${message}`}>
                  <Signal kind={isMissing ? 'soon' : 'late'}>{typeset(message)}</Signal>
                </li>
              ))}
            </ul>
          )}
        </li>
      )
    })}
  </ol>
)

/** Why a draft cannot be published yet; `changes`: against the published version, where there is one. */
export const whyNotPublish = (
  problems: readonly DefinitionProblem[],
  changes: number | undefined,
): string | undefined => {
  if (problems.length > 0)
    return problems.length === 1
      ? 'Il reste un point à compléter.'
      : `Il reste ${problems.length} points à compléter.`
  return changes === 0 ? 'Ce brouillon dit la même chose que la version publiée.' : undefined
}
