import { Button, Menu } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { TaskView } from '#contract/tasks.ts'
import { addDays, formatDate, type PlainDate, weekdayName } from '#domain/plain-date.ts'

type Props = {
  task: TaskView
  today: PlainDate
  onChoose: (day: PlainDate) => void
  onOther: () => void
}

/**
 * Tomorrow, in a week, in a fortnight: what one says on the phone. It was fetched to be read: it opens by itself, from its
 * own button, which has the focus back once it closes.
 */
export const PostponeMenu = ({ task, today, onChoose, onOther }: Props) => {
  const soon = [1, 7, 14].map((days) => addDays(today, days))
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    button.current?.focus()
    setOpen(true)
  }, [])
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      withInitialFocusPlaceholder={false}
      withinPortal={false}
    >
      <Menu.Target>
        <Button ref={button} size="xs" variant="subtle" aria-label={`Reporter : ${task.title}`}>
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
