import { useNavigate } from 'react-router'
import { paths } from '#web/paths.ts'
import { identity } from '#web/session/identity.ts'
import { useSessionChanged } from '#web/session/session.ts'
import { dropAllDrafts } from '#web/ui/draft-store.ts'

/** Leaves nothing of this person on the computer. */
export const useSignOut = () => {
  const navigate = useNavigate()
  const sessionChanged = useSessionChanged()
  return async () => {
    await identity.signOut()
    dropAllDrafts()
    await navigate(paths.signIn(), { replace: true })
    await sessionChanged()
  }
}
