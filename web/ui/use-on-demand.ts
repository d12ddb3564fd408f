import { type ComponentType, useState } from 'react'
import { notify } from '#web/ui/notify.ts'

/**
 * A component fetched when it is first asked for. Unlike `lazy`, a network that is away leaves the page standing, says
 * so, and lets one ask again.
 */
export const useOnDemand = <P>(load: () => Promise<ComponentType<P>>) => {
  const [found, setFound] = useState<{ Component: ComponentType<P> } | undefined>()
  const fetchIt = async (): Promise<boolean> => {
    if (found) return true
    try {
      const Component = await load()
      setFound({ Component })
      return true
    } catch {
      notify('Le réseau est coupé : cette partie de Palier n’a pas pu être chargée. Réessayez.')
      return false
    }
  }
  return [found?.Component, fetchIt] as const
}
