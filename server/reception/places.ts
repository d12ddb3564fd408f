import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { insertPlace, listPlaceRows, lockPlace, updatePlace } from './place-store.ts'

export const listPlaces = useCase(contract.reception.listPlaces, async (context, { withClosed }) => ({
  rows: await listPlaceRows(context, withClosed),
}))

export const addPlace = useCase(contract.reception.addPlace, async (context, facts) => {
  const placeId = await insertPlace(context, facts)
  await record(context, {
    act: 'reception-place-added',
    subject: { kind: 'reception-place', id: placeId },
    after: { name: facts.name },
  })
  return { placeId }
})

export const changePlace = useCase(
  contract.reception.changePlace,
  async (context, { placeId, version, ...facts }) => {
    const place = await lockPlace(context, placeId)
    if (!place) return context.refuse('unknown-record')
    if (place.version !== version) return context.refuse('stale-version', { version: place.version })
    await updatePlace(context, placeId, { ...facts, version: version + 1 })
    await record(context, {
      act: 'reception-place-changed',
      subject: { kind: 'reception-place', id: placeId },
      before: { name: place.name, address: place.address, closedOn: place.closed_on },
      after: { name: facts.name, address: facts.address, closedOn: facts.closedOn },
    })
    return { version: version + 1 }
  },
)
