import { lazy } from 'react'

const load = () => import('#web/ui/charts/bundle.ts')

/** The charts of Mantine, loaded when one is first drawn. Put them in `ChartWithTable`, which waits for them. */
export const CompositeChart = lazy(async () => ({ default: (await load()).CompositeChart }))
