import type { Snapshot } from '#contract/budget.ts'
import { chargeLabel, resourceLabel } from '#domain/budget/kinds.ts'
import { ageOn, monthlyAmount, type Period, periodLabels } from '#domain/budget/snapshot.ts'
import { formatEuros } from '#domain/money.ts'
import classes from '#web/budget/Lines.module.css'
import { type Proof, ProofMark } from '#web/budget/ProofMark.tsx'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'

type Line = {
  label: string
  amountCents: number
  every: Period
  proofSeen: boolean
  proofFileId: string | null
  note: string | null
}
type Proofs = { householdId: string; proofs: readonly Proof[] }

/** The situation as it was written down: who, what comes in, what goes out. */
export const Lines = ({ snapshot, ...proofs }: Proofs & { snapshot: Snapshot }) => (
  <>
    <div className={classes.sides}>
      <Section title="Ce qui entre">
        <Side
          lines={snapshot.resources.map((line) => ({ ...line, label: resourceLabel(line.kind) }))}
          caption="Ressources"
          {...proofs}
        />
      </Section>
      <Section title="Ce qui sort">
        <Side
          lines={snapshot.charges.map((line) => ({ ...line, label: chargeLabel(line.kind) }))}
          caption="Charges"
          {...proofs}
        />
      </Section>
    </div>
    <Section title="Qui vit là ce jour">
      <ul className={classes.members}>
        {snapshot.members.map((member, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a person counted without a name has no other identity
          <li key={index}>
            {member.name ?? 'Une personne'}
            {member.bornOn && `, ${ageOn(member, snapshot.onDate)} ans`}
            {member.isPartner && ', conjoint ou partenaire'}
            {member.isSharedCustody && ', en résidence alternée'}
          </li>
        ))}
      </ul>
      {snapshot.comment && <p className={classes.comment}>{snapshot.comment}</p>}
    </Section>
  </>
)

const Side = ({ lines, caption, ...proofs }: Proofs & { lines: Line[]; caption: string }) => {
  if (lines.length === 0) return <p>Rien n’est noté.</p>
  const total = lines.reduce((sum, line) => sum + monthlyAmount(line), 0)
  return (
    <table className={classes.lines}>
      <caption className="on-screen-readers">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Nature</th>
          <th scope="col">Justificatif</th>
          <th scope="col" data-align="end">
            Par mois
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of a budget may be the same in everything
          <tr key={index}>
            <td>
              {typeset(line.label)}
              {line.every !== 'month' && (
                <small>
                  {formatEuros(line.amountCents)} {periodLabels[line.every]}
                </small>
              )}
              {line.note && <small>{line.note}</small>}
            </td>
            <td>
              <ProofMark isSeen={line.proofSeen} fileId={line.proofFileId} {...proofs} />
            </td>
            <td data-align="end" className="figures">
              {formatEuros(monthlyAmount(line))}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            Total
          </th>
          <td data-align="end" className="figures">
            {formatEuros(total)}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
