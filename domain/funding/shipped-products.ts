import type { ShippedProduct } from '#domain/funding/product.ts'
import { cashFacility, subsidyAdvance } from '#domain/funding/shipped/advances.ts'
import {
  monthlyAid,
  rentDebtGrant,
  rentDebtLoan,
  sideCostsGrant,
  sideCostsLoan,
} from '#domain/funding/shipped/household-aids.ts'
import { accessionLoan, rentedHomeLoan } from '#domain/funding/shipped/purchase-loans.ts'
import { individualWorksLoan, msLoan, personalMicrocredit } from '#domain/funding/shipped/works-loans.ts'

/** The products of the seeds, ready to be adopted. */
export const shippedProducts: readonly ShippedProduct[] = [
  msLoan,
  subsidyAdvance,
  cashFacility,
  individualWorksLoan,
  personalMicrocredit,
  accessionLoan,
  rentedHomeLoan,
  rentDebtGrant,
  rentDebtLoan,
  sideCostsGrant,
  sideCostsLoan,
  monthlyAid,
]
