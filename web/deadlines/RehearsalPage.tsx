import { useState } from 'react'
import type { RehearsedInput } from '#contract/deadlines.ts'
import { Rehearsal } from '#web/deadlines/Rehearsal.tsx'
import { RehearsalForm } from '#web/deadlines/RehearsalForm.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'

/** Trying a change on the dates of everybody before it is decided: nothing is written. */
export const RehearsalPage = () => {
  const { slug } = useMember()
  const { because } = useAccess('rehearse-deadlines')
  const [change, setChange] = useState<RehearsedInput>()
  return (
    <Page
      title="Et si la règle changeait ?"
      subtitle="Chaque procédure en cours est recalculée deux fois, avec les règles d’aujourd’hui et avec le changement essayé. Rien n’est modifié."
      crumbs={[
        { label: 'Ma journée', to: paths.myDay({ slug }) },
        { label: 'Échéances', to: paths.deadlines({ slug }) },
      ]}
    >
      {because ? <Notice kind="plain">{because}</Notice> : <RehearsalForm onTry={setChange} />}
      {change && !because && <Rehearsal key={JSON.stringify(change)} change={change} />}
    </Page>
  )
}
