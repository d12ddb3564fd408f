import { useParams } from 'react-router'

/** The slug of the address: every answer of the API is kept under its organisation. */
export const useOrganisationSlug = (): string => useParams().slug ?? ''
