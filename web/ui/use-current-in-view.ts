import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** Brings the link of the page one is on into a line of links that scrolls sideways. */
export const useCurrentInView = <E extends HTMLElement>() => {
  const line = useRef<E>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what changed
  useEffect(() => {
    const current = line.current?.querySelector('[aria-current="page"]')
    if (!line.current || !current) return
    const here = line.current.getBoundingClientRect()
    const there = current.getBoundingClientRect()
    line.current.scrollLeft += there.left + there.width / 2 - (here.left + here.width / 2)
  }, [pathname])
  return line
}
