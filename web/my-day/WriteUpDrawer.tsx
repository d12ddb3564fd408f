import { Drawer } from '@mantine/core'
import { WriteUp } from '#web/casework/WriteUp.tsx'
import { typeset } from '#web/ui/typeset.ts'

type Props = { household: { id: string; label: string }; closesTaskId: string; onClose: () => void }

/** What was said and done answers the task. */
export const WriteUpDrawer = ({ household, closesTaskId, onClose }: Props) => (
  <Drawer opened onClose={onClose} title={typeset(`Écrire : ${household.label}`)}>
    <WriteUp householdId={household.id} closesTaskId={closesTaskId} onDone={onClose} onCancel={onClose} />
  </Drawer>
)
