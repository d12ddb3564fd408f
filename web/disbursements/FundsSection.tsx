import { Link } from 'react-router'
import { formatDecimal, formatEuros } from '#domain/money.ts'
import { yearOf } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Section } from '#web/ui/Section.tsx'
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
          <FactList
            columns={2}
            facts={[
              {
                label: 'Taille du fonds',
                value: (
                  <Link to={paths.envelope({ slug, envelopeId: fund.envelopeId })}>
                    {formatEuros(fund.sizeCents)}
                  </Link>
                ),
              },
              { label: `Sorti en ${year}`, value: <Amount cents={fund.disbursedInYearCents} /> },
              { label: 'Encours', value: <Amount cents={fund.outstandingCents} /> },
              { label: 'Disponible', value: <Amount cents={fund.availableCents} /> },
              {
                label: 'Rotation',
                value:
                  fund.rotationBasisPoints === null
                    ? null
                    : `${formatDecimal(Math.round(fund.rotationBasisPoints / 100))} fois : sorties de l’année sur taille du fonds`,
              },
            ]}
          />
        </div>
      ))}
    </Section>
  )
}
