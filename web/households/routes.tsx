import type { ComponentType } from 'react'
import { type RouteObject, useParams } from 'react-router'
import { HouseholdLanding } from '#web/households/HouseholdLanding.tsx'
import { registerHouseholdSearch } from '#web/households/spotlight.ts'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

registerHouseholdSearch()

type Tab = ComponentType<{ householdId: string }>

const InHousehold = ({ part: Part }: { part: Tab }) => {
  const { householdId = '' } = useParams()
  return <Part key={householdId} householdId={householdId} />
}

/** A part of the file, loaded when it is first opened. */
const tab = (path: string, load: () => Promise<Tab>): RouteObject => ({
  path,
  lazy: async () => ({ element: <InHousehold part={await load()} /> }),
})

export const routes: RouteObject[] = [
  page(patterns.households, async () => (await import('#web/households/HouseholdsPage.tsx')).HouseholdsPage),
  page(patterns.aidReviews, async () => (await import('#web/rights/AidReviewsPage.tsx')).AidReviewsPage),
  page(patterns.duplicates, async () => (await import('#web/households/DuplicatesPage.tsx')).DuplicatesPage),
  {
    path: patterns.household,
    lazy: async () => ({ Component: (await import('#web/households/HouseholdPage.tsx')).HouseholdPage }),
    children: [
      { index: true, element: <HouseholdLanding /> },
      tab('personnes', async () => (await import('#web/households/PersonsTab.tsx')).PersonsTab),
      tab('situation', async () => (await import('#web/budget/SituationTab.tsx')).SituationTab),
      tab('droits', async () => (await import('#web/rights/RightsTab.tsx')).RightsTab),
      tab('droits/simulation', async () => (await import('#web/rights/WhatIfTab.tsx')).WhatIfTab),
      tab('logement', async () => (await import('#web/tenancies/DwellingTab.tsx')).DwellingTab),
      tab('parcours', async () => (await import('#web/housing/PathTab.tsx')).PathTab),
      tab('accompagnement', async () => (await import('#web/plans/SupportTab.tsx')).SupportTab),
      tab(
        'finances',
        async () => (await import('#web/applications/HouseholdFundingTab.tsx')).HouseholdFundingTab,
      ),
      tab('procedures', async () => (await import('#web/procedures/ProceduresTab.tsx')).ProceduresTab),
      tab('fil', async () => (await import('#web/casework/LogTab.tsx')).LogTab),
      tab('documents', async () => (await import('#web/casework/DocumentsTab.tsx')).DocumentsTab),
      tab('messages', async () => (await import('#web/communications/MessagesTab.tsx')).MessagesTab),
      tab('partage', async () => (await import('#web/parcels/SharedTab.tsx')).SharedTab),
      tab('historique', async () => (await import('#web/households/HistoryTab.tsx')).HistoryTab),
    ],
  },
]
