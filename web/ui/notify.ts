import { typeset } from '#web/ui/typeset.ts'

const load = () => import('#web/ui/notifications.ts')

/** Says, in passing, that something was done. What went wrong is told where it was asked, not here. */
export const notify = async (message: string) => {
  const { show } = await load()
  show(typeset(message))
}
