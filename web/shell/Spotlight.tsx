import '@mantine/spotlight/styles.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight as MantineSpotlight } from '@mantine/spotlight'
import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { reachOf } from '#domain/access.ts'
import { useMember } from '#web/session/session.ts'
import { type SpotlightItem, spotlightSources } from '#web/shell/spotlight-sources.ts'
import { useRooms } from '#web/shell/use-rooms.ts'
import { sentenceOf } from '#web/ui/told-error.ts'
import { useFocusBack } from '#web/ui/use-focus-back.ts'

const [store, spotlight] = createSpotlight()

type Group = { id: string; label: string; items: readonly SpotlightItem[] }

const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** What was found so far, the rooms first; and whether some source is still looking. */
const useFound = (query: string) => {
  const { slug, role } = useMember()
  const rooms = useRooms()
  const [asked] = useDebouncedValue(query.trim(), 150)
  const sources = spotlightSources().filter(({ action }) => reachOf(role, action) !== 'never')
  const answers = useQueries({
    queries: sources.map((source) => ({
      queryKey: [slug, 'spotlight', source.id, asked],
      queryFn: ({ signal }: { signal: AbortSignal }) => source.search(asked, { organisation: slug, signal }),
      enabled: asked.length >= (source.minLength ?? 2),
    })),
  })
  const pages: SpotlightItem[] = rooms
    .filter(({ label }) => withoutAccents(label).includes(withoutAccents(query.trim())))
    .map(({ to, label }) => ({ id: to, label, path: to }))
  const groups: Group[] = sources.map(({ id, label }, index) => ({
    id,
    label,
    items: answers[index]?.data ?? [],
  }))
  return {
    groups: [...groups, { id: 'pages', label: 'Pages', items: pages }].filter(
      ({ items }) => items.length > 0,
    ),
    isLooking: answers.some(({ isFetching }) => isFetching),
    error: answers.find(({ error }) => error)?.error,
  }
}

export const Spotlight = ({ onClose }: { onClose: () => void }) => {
  useFocusBack()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const { groups, isLooking, error } = useFound(query)
  useEffect(() => {
    spotlight.open()
  }, [])
  return (
    <MantineSpotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      centered={false}
      title="Rechercher"
      styles={{ header: { display: 'none' } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      maxHeight={480}
    >
      <MantineSpotlight.Search placeholder="Rechercher" aria-label="Rechercher" />
      <MantineSpotlight.ActionsList>
        {groups.map(({ id, label, items }) => (
          <MantineSpotlight.ActionsGroup key={id} label={label}>
            {items.map((item) => (
              <MantineSpotlight.Action
                key={item.id}
                label={item.label}
                description={item.detail}
                onClick={() => navigate(item.path)}
              />
            ))}
          </MantineSpotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <MantineSpotlight.Empty>{emptySentence(query, isLooking, error)}</MantineSpotlight.Empty>
        )}
      </MantineSpotlight.ActionsList>
    </MantineSpotlight.Root>
  )
}

const emptySentence = (query: string, isLooking: boolean, error: unknown) => {
  if (error) return sentenceOf(error)
  if (isLooking) return 'Recherche…'
  return query.trim() === '' ? 'Tapez quelques lettres.' : 'Rien ne correspond.'
}
