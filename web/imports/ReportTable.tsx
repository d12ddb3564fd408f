import { entities, type Report } from '#contract/imports.ts'
import { formatInteger } from '#domain/money.ts'
import classes from '#web/imports/imports.module.css'
import { entityNouns } from '#web/imports/words.ts'

/** What is created, changed, left alone, by kind of record; and what of the lines. */
export const ReportTable = ({ report }: { report: Report }) => (
  <>
    <p>
      {formatInteger(report.linesRead)} lignes lues, dont {formatInteger(report.linesRejected)} rejetées.
      {report.warnings > 0 &&
        ` ${formatInteger(report.warnings)} ${report.warnings > 1 ? 'valeurs illisibles ou contradictoires n’ont pas été reprises' : 'valeur illisible ou contradictoire n’a pas été reprise'} ; leurs lignes sont gardées.`}
      {report.identifiersDerived > 0 &&
        ` Un identifiant a été déduit pour ${formatInteger(report.identifiersDerived)} écritures.`}
    </p>
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
