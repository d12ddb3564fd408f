import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'

/** A financing opens for who may read whole files; lists and books are also read without names, and open nothing. */
export const LoanLink = ({ financingId, children }: { financingId: string; children: ReactNode }) => {
  const { slug } = useMember()
  const { allowed } = useAccess('read-funding')
  return allowed ? <Link to={paths.loan({ slug, financingId })}>{children}</Link> : children
}
