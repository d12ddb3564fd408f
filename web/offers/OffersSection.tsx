import { api } from '#web/client.ts'
import { OfferPanel } from '#web/offers/OfferPanel.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** The financings granted to a file, each with its offer. */
export const OffersSection = ({ applicationId }: { applicationId: string }) => {
  const { data } = useApiQuery(api.offers.listOfApplication, { applicationId })
  if (!data || data.rows.length === 0) return null
  return (
    <Section title="Offre et engagement">
      {data.rows.map(({ financingId }) => (
        <OfferPanel key={financingId} financingId={financingId} />
      ))}
    </Section>
  )
}
