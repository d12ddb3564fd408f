import { setImmediate } from 'node:timers/promises'

const perSlice = 250

/** Computes one by one, letting the requests of people pass in between: a batch of thousands would hold them all. */
export const inSlices = async <A, B>(items: readonly A[], compute: (item: A) => B): Promise<B[]> => {
  const results: B[] = []
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % perSlice === 0) await setImmediate()
    results.push(compute(item))
  }
  return results
}
