import { reachOf } from '#domain/access.ts'
import { type Room, rooms } from '#web/rooms.ts'
import { useMember } from '#web/session/session.ts'

/** The rooms this member may use, with their addresses. */
export const useRooms = (): readonly (Room & { to: string })[] => {
  const { slug, role } = useMember()
  return rooms
    .filter((room) => reachOf(role, room.action) !== 'never')
    .map((room) => ({ ...room, to: `/${slug}/${room.path}` }))
}
