const key = 'palier/organisation'

export const rememberOrganisation = (slug: string) => localStorage.setItem(key, slug)
export const lastOrganisation = (): string | null => localStorage.getItem(key)
