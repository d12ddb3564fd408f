import type { FoundOrder } from './order-store.ts'
import type { Paying } from './paying.ts'

/** What follows from money that left or came back: pictures drawn again. */
export const settleAfterPayment = async (_acting: Paying, _orders: readonly FoundOrder[]): Promise<void> => {}
