import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'

/** Tells screen readers that the page changed, and catches a focus that was left on nothing. */
export const PageChanges = () => {
  const { pathname } = useLocation()
  const first = useRef(true)
  const [announced, setAnnounced] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what changed
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    const timer = setTimeout(() => {
      setAnnounced(document.title.replace(' · Palier', ''))
      if (document.activeElement === document.body)
        document.getElementById('contenu')?.focus({ preventScroll: true })
    }, 300)
    return () => clearTimeout(timer)
  }, [pathname])
  return (
    <p className="on-screen-readers" aria-live="polite">
      {announced}
    </p>
  )
}
