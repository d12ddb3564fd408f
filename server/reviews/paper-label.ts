import { type FundingPaper, fundingPaperLabels } from '#domain/funding/product-kinds.ts'

/** A paper that products name, in its words; anything else is already in words. */
export const paperLabel = (document: string): string =>
  fundingPaperLabels[document as FundingPaper] ?? document

export const isFundingPaper = (document: string): document is FundingPaper =>
  Object.hasOwn(fundingPaperLabels, document)
