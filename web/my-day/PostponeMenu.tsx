import { Button, Menu } from '@mantine/core'
import type { TaskView } from '#contract/tasks.ts'
import { addDays, formatDate, type PlainDate, weekdayName } from '#domain/plain-date.ts'

type Props = {
  task: TaskView
  today: PlainDate
  onChoose: (day: PlainDate) => void
  onOther: () => void
}

/** Tomorrow, in a week, in a fortnight: what one says on the phone. Open from the start: it is fetched to be read. */
export const PostponeMenu = ({ task, today, onChoose, onOther }: Props) => {
  const soon = [1, 7, 14].map((days) => addDays(today, days))
  return (
    <Menu defaultOpened position="bottom-end" withInitialFocusPlaceholder={false} withinPortal={false}>
      <Menu.Target>
        <Button size="xs" variant="subtle" aria-label={`Reporter : ${task.title}`}>
          Reporter
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {soon.map((day) => (
          <Menu.Item key={day} onClick={() => onChoose(day)}>
            {weekdayName(day)} {formatDate(day)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={onOther}>Une autre date…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
