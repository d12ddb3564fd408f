import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { registerSpotlightSource } from '#web/shell/spotlight-sources.ts'

/** Ctrl+K finds a household by a name, a phone, an address or a tenancy number. */
export const registerHouseholdSearch = () =>
  registerSpotlightSource({
    id: 'households',
    label: 'Ménages',
    action: 'read-household',
    minLength: 2,
    search: async (query, { organisation, signal }) => {
      const { rows } = await api.households.search({ text: query, limit: 8 }, { organisation, signal })
      return rows.map(({ householdId, label, address, tenancyNumber }) => ({
        id: householdId,
        label,
        detail: [address, tenancyNumber].filter(Boolean).join(' · '),
        path: paths.household({ slug: organisation, householdId }),
      }))
    },
  })
