import { Select } from '@mantine/core'
import type { ReceptionPlace } from '#contract/reception.ts'
import { api } from '#web/client.ts'
import { useApiQuery } from '#web/use-api.ts'

/** The open places, the one asked for or else the first. */
export const usePlaces = (asked: string) => {
  const { data, error, refetch } = useApiQuery(api.reception.listPlaces, {})
  const places: readonly ReceptionPlace[] = data?.rows ?? []
  const place = places.find(({ placeId }) => placeId === asked) ?? places[0]
  return { places, place, isRead: data !== undefined, error, refetch }
}

type Props = { places: readonly ReceptionPlace[]; value: string; onChange: (placeId: string) => void }

export const PlaceChoice = ({ places, value, onChange }: Props) => (
  <Select
    label="Lieu"
    data={places.map(({ placeId, name }) => ({ value: placeId, label: name }))}
    allowDeselect={false}
    value={value}
    onChange={(placeId) => placeId && onChange(placeId)}
    maw={360}
  />
)
