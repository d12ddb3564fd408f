import { entities, type Report } from '#contract/imports.ts'
import { formatInteger } from '#domain/money.ts'
import classes from '#web/imports/imports.module.css'
import { entityNouns } from '#web/imports/words.ts'
import { typeset } from '#web/ui/typeset.ts'

const sentencesOf = ({ linesRead, linesRejected, warnings, identifiersDerived }: Report): string[] => [
  `${formatInteger(linesRead)} lignes lues, dont ${formatInteger(linesRejected)} rejetées.`,
  ...(warnings === 0
    ? []
    : warnings === 1
      ? ['Une valeur illisible ou contradictoire n’est pas reprise ; sa ligne est gardée.']
      : [
          `${formatInteger(warnings)} valeurs illisibles ou contradictoires ne sont pas reprises ; leurs lignes sont gardées.`,
        ]),
  ...(identifiersDerived === 0
    ? []
    : [`Un identifiant a été déduit pour ${formatInteger(identifiersDerived)} écritures.`]),
]

/** What is created, changed, left alone, by kind of record; and what of the lines. */
export const ReportTable = ({ report }: { report: Report }) => (
  <>
    <p>{typeset(sentencesOf(report).join(' '))}</p>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reached by the keyboard. */}
    <section className={classes.scroll} tabIndex={0} aria-label="Décompte">
      <table className={classes.sample}>
        <thead>
          <tr>
            <th scope="col">Ce que c’est</th>
            <th scope="col" className={classes.figures}>
              Créés
            </th>
            <th scope="col" className={classes.figures}>
              Modifiés
            </th>
            <th scope="col" className={classes.figures}>
              Inchangés
            </th>
          </tr>
        </thead>
        <tbody>
          {entities.flatMap((entity) => {
            const fates = report.fates[entity]
            return fates ? (
              <tr key={entity}>
                <th scope="row">{entityNouns[entity]}</th>
                <td className={classes.figures}>{formatInteger(fates.created)}</td>
                <td className={classes.figures}>{formatInteger(fates.changed)}</td>
                <td className={classes.figures}>{formatInteger(fates.leftAlone)}</td>
              </tr>
            ) : (
              []
            )
          })}
        </tbody>
      </table>
    </section>
  </>
)
