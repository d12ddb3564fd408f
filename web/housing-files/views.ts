import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'

export type HousingFile = Output<typeof contract.housingFiles.get>
export type HousingPaper = HousingFile['papers'][number]
export type HousingLetterView = HousingFile['letters'][number]
export type FileProps = { householdId: string; file: HousingFile }
