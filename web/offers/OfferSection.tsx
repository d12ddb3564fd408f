import { OfferPanel } from '#web/offers/OfferPanel.tsx'
import { useAccess } from '#web/session/session.ts'
import { Section } from '#web/ui/Section.tsx'

/** The offer of one financing, on its own page, for those who read the file of the household. */
export const OfferSection = ({ financingId }: { financingId: string }) => {
  const { allowed } = useAccess('read-funding')
  return allowed ? (
    <Section title="Offre et engagement">
      <OfferPanel financingId={financingId} />
    </Section>
  ) : null
}
