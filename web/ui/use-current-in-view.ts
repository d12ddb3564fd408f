import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** Keeps the link of the page one is on within a line of links that scrolls sideways, also when a phone is turned. */
export const useCurrentInView = <E extends HTMLElement>() => {
  const line = useRef<E>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what changed
  useEffect(() => {
    const held = line.current
    if (!held) return
    const watcher = new ResizeObserver(() => centreCurrent(held))
    watcher.observe(held)
    return () => watcher.disconnect()
  }, [pathname])
  return line
}

const centreCurrent = (line: HTMLElement) => {
  const current = line.querySelector('[aria-current="page"]')
  if (!current) return
  const here = line.getBoundingClientRect()
  const there = current.getBoundingClientRect()
  line.scrollLeft += there.left + there.width / 2 - (here.left + here.width / 2)
}
