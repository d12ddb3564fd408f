import { OfferPanel } from '#web/offers/OfferPanel.tsx'
import { Section } from '#web/ui/Section.tsx'

/** The offer of one financing, on its own page. */
export const OfferSection = ({ financingId }: { financingId: string }) => (
  <Section title="Offre et engagement">
    <OfferPanel financingId={financingId} />
  </Section>
)
