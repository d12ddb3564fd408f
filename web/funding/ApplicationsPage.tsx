import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'

export const ApplicationsPage = () => (
  <FundingFrame title="Dossiers de financement">
    <EmptyState title="Aucun dossier pour l’instant">
      Un dossier s’ouvre depuis celui d’un ménage, onglet « Finances ».
    </EmptyState>
  </FundingFrame>
)
