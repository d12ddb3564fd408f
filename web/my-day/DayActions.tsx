import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { useOnDemand } from '#web/ui/use-on-demand.ts'

const loadTask = async () => (await import('#web/my-day/AddTask.tsx')).AddTask
const loadAppointment = async () => (await import('#web/my-day/AddAppointment.tsx')).AddAppointment
const loadFeed = async () => (await import('#web/my-day/FeedForm.tsx')).FeedForm

export const DayActions = () => {
  const slug = useOrganisationSlug()
  const tasks = useAccess('manage-tasks')
  const procedures = useAccess('read-procedures')
  const [open, setOpen] = useState<'task' | 'appointment' | 'feed' | undefined>()
  const [AddTask, fetchTask] = useOnDemand(loadTask)
  const [AddAppointment, fetchAppointment] = useOnDemand(loadAppointment)
  const [FeedForm, fetchFeed] = useOnDemand(loadFeed)
  const close = () => setOpen(undefined)
  return (
    <>
      {tasks.allowed && (
        <>
          <Button onClick={async () => (await fetchTask()) && setOpen('task')}>Ajouter une tâche</Button>
          <Button
            variant="default"
            onClick={async () => (await fetchAppointment()) && setOpen('appointment')}
          >
            Prendre un rendez-vous
          </Button>
          <Button variant="subtle" component={Link} to={paths.tasks({ slug })}>
            Toutes mes tâches
          </Button>
        </>
      )}
      {procedures.allowed && (
        <Button variant="subtle" component={Link} to={paths.deadlines({ slug })}>
          Échéances
        </Button>
      )}
      <Button variant="subtle" onClick={async () => (await fetchFeed()) && setOpen('feed')}>
        Agenda
      </Button>
      {open === 'task' && AddTask && <AddTask onClose={close} />}
      {open === 'appointment' && AddAppointment && <AddAppointment onClose={close} />}
      {open === 'feed' && FeedForm && <FeedForm onClose={close} />}
    </>
  )
}
