import type { ProductRow } from '#contract/product-shapes.ts'
import { Signal } from '#web/ui/Signal.tsx'

const states = { open: 'ouvert', draft: 'en préparation', closed: 'fermé' } as const

export const ProductState = ({ state, hasDraft }: Pick<ProductRow, 'state' | 'hasDraft'>) => (
  <Signal kind={state === 'open' ? 'done' : state === 'draft' ? 'soon' : 'none'}>
    {states[state]}
    {hasDraft && state !== 'draft' && ', brouillon en cours'}
  </Signal>
)
