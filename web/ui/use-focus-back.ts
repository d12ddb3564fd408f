import { useEffect, useState } from 'react'

/** A panel that goes away gives the focus back to what opened it, or to the page when that has gone too. */
export const useFocusBack = () => {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return
        const there = before?.isConnected ? before : document.getElementById('contenu')
        if (there instanceof HTMLElement) there.focus({ preventScroll: true })
      })
    },
    [before],
  )
}
