import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(patterns.referrals, async () => (await import('#web/referrals/ReferralsPage.tsx')).ReferralsPage),
  page(patterns.referral, async () => (await import('#web/referrals/ReferralPage.tsx')).ReferralPage),
  page(patterns.sentParcels, async () => (await import('#web/parcels/SentPage.tsx')).SentPage),
  page(patterns.sentParcel, async () => (await import('#web/parcels/SentParcelPage.tsx')).SentParcelPage),
  page(patterns.sendParcel, async () => (await import('#web/parcels/SendParcelPage.tsx')).SendParcelPage),
  page(
    patterns.ownRequests,
    async () => (await import('#web/referrals/OwnRequestsPage.tsx')).OwnRequestsPage,
  ),
  page(patterns.newRequest, async () => (await import('#web/referrals/NewRequestPage.tsx')).NewRequestPage),
  page(patterns.ownRequest, async () => (await import('#web/referrals/OwnRequestPage.tsx')).OwnRequestPage),
  page(patterns.settingsPartners, async () => (await import('#web/partners/PartnersPage.tsx')).PartnersPage),
]

/** Outside any organisation: nobody is signed in. */
export const publicRoutes: RouteObject[] = [
  page(
    patterns.publicRequest,
    async () => (await import('#web/referrals/PublicRequestPage.tsx')).PublicRequestPage,
  ),
]
