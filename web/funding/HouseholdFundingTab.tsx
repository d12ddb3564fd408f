import { EmptyState } from '#web/ui/EmptyState.tsx'

export const HouseholdFundingTab = ({ householdId }: { householdId: string }) => (
  <EmptyState title="Aucun financement demandé" key={householdId}>
    Ouvrez un dossier pour demander un prêt, une avance de subvention ou une aide.
  </EmptyState>
)
