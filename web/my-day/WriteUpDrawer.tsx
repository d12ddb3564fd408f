import { WriteUp } from '#web/casework/WriteUp.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'

type Props = { household: { id: string; label: string }; closesTaskId: string; onClose: () => void }

/** What was said and done answers the task. */
export const WriteUpDrawer = ({ household, closesTaskId, onClose }: Props) => (
  <SidePanel onClose={onClose} title={`Écrire : ${household.label}`}>
    <WriteUp householdId={household.id} closesTaskId={closesTaskId} onDone={onClose} onCancel={onClose} />
  </SidePanel>
)
