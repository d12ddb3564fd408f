import { Navigate } from 'react-router'
import { MeasuresPage } from '#web/measures/MeasuresPage.tsx'
import { useSupportTabs } from '#web/measures/SupportFrame.tsx'
import { useAccess } from '#web/session/session.ts'

/** `/accompagnements` is the list of measures, or the first page that the role may use. */
export const SupportHome = () => {
  const list = useAccess('list-measures')
  const [first] = useSupportTabs()
  return list.allowed ? <MeasuresPage /> : <Navigate to={first?.to ?? '..'} replace />
}
