import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'

export type Review = Output<typeof contract.reviews.get>
export type ReviewLine = Review['lines'][number]
export type Offer = Output<typeof contract.offers.get>
export type OpenLine = Output<typeof contract.committees.openLine>
