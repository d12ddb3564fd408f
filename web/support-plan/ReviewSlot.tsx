import { api } from '#web/client.ts'
import { HoldReviewForm } from '#web/support-plan/HoldReviewForm.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** A review is held with its objectives, wherever it is begun from. */
export const ReviewSlot = ({ measureId, onClose }: { measureId: string; onClose: () => void }) => {
  const { data } = useApiQuery(api.supportPlan.open, { measureId })
  return data ? <HoldReviewForm measureId={measureId} plan={data} onClose={onClose} /> : null
}
