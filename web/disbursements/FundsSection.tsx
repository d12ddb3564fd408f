import { formatDecimal } from '#domain/money.ts'
import { yearOf } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** Revolving funds: what is out, what can still go out, how many times it went round this year. */
export const FundsSection = () => {
  const { slug } = useMember()
  const year = yearOf(useToday())
  const { data } = useApiQuery(api.subsidies.listFunds, { year })
  if (!data || data.funds.length === 0) return null
  return (
    <Section title="Fonds d’avance">
      {data.funds.map((fund) => (
        <div key={fund.envelopeId}>
          <h3>{fund.label}</h3>
          <StatRow>
            <Stat
              label="Taille du fonds"
              value={<Amount cents={fund.sizeCents} />}
              to={paths.envelope({ slug, envelopeId: fund.envelopeId })}
            />
            <Stat label={`Sorti en ${year}`} value={<Amount cents={fund.disbursedInYearCents} />} />
            <Stat label="Encours" value={<Amount cents={fund.outstandingCents} />} />
            <Stat label="Disponible" value={<Amount cents={fund.availableCents} />} />
            <Stat
              label="Rotation"
              value={
                fund.rotationBasisPoints === null
                  ? '—'
                  : `${formatDecimal(Math.round(fund.rotationBasisPoints / 100))} fois`
              }
              detail="sorties de l’année / taille du fonds"
            />
          </StatRow>
        </div>
      ))}
    </Section>
  )
}
