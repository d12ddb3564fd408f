import {
  type Bucket,
  bucketLabels,
  type FinancingStatus,
  financingStatusLabels,
  type RowState,
  rowStateLabels,
} from '#domain/loans/kinds.ts'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const statusSignals: Partial<Record<FinancingStatus, SignalKind>> = {
  'in-arrears': 'late',
  doubtful: 'late',
  accelerated: 'late',
  frozen: 'soon',
  suspended: 'soon',
  deferred: 'soon',
  'awaiting-subsidy': 'soon',
  repaid: 'done',
  'early-repaid': 'done',
  paid: 'done',
}

export const LoanStatus = ({ status }: { status: FinancingStatus }) => (
  <Signal kind={statusSignals[status] ?? 'none'}>{financingStatusLabels[status]}</Signal>
)

export const BucketSignal = ({ bucket }: { bucket: Bucket }) => (
  <Signal kind={bucket === 'none' ? 'done' : 'late'}>{bucketLabels[bucket]}</Signal>
)

const rowSignals: Readonly<Record<RowState, SignalKind>> = {
  paid: 'done',
  remitted: 'none',
  late: 'late',
  due: 'soon',
  held: 'soon',
  coming: 'none',
}
export const rowSignalOf = (state: RowState): SignalKind => rowSignals[state]

export const RowStateSignal = ({ state }: { state: RowState }) => (
  <Signal kind={rowSignals[state]}>{rowStateLabels[state]}</Signal>
)
