import { drawLedger, exportEntries, listEntries, listOfHousehold } from '#server/tenancies/ledger.ts'

export const tenancyUseCases = [listOfHousehold, drawLedger, listEntries, exportEntries]
