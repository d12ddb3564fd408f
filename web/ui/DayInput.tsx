import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { formatDate, type PlainDate, readFrenchDate } from '#domain/plain-date.ts'
import { useOnDemand } from '#web/ui/use-on-demand.ts'

type Props = Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'type' | 'min' | 'max'> & {
  value?: PlainDate | null | undefined
  onChange: (value: PlainDate | null) => void
  min?: PlainDate | undefined
  max?: PlainDate | undefined
}

const problems = {
  'not-a-date': 'Écrivez une date, par exemple 21/11/2026.',
  'two-digit-year': 'Écrivez l’année avec quatre chiffres.',
  'no-such-day': 'Ce jour n’existe pas.',
  'year-out-of-range': 'Cette année n’est pas possible.',
} as const

/** `21112026` and `21/11/2026` are the same day. */
const withSlashes = (text: string) => text.trim().replace(/^(\d{2})(\d{2})(\d{4})$/, '$1/$2/$3')

const problemOf = (text: string, { min, max }: Pick<Props, 'min' | 'max'>): string | undefined => {
  if (text.trim() === '') return undefined
  const { date, problem } = readFrenchDate(withSlashes(text))
  if (problem) return problems[problem]
  if (min && date < min) return `Au plus tôt le ${formatDate(min)}.`
  return max && date > max ? `Au plus tard le ${formatDate(max)}.` : undefined
}

/** A day typed `21/11/2026` or picked in a calendar. What cannot be read stays as typed, with its reason. */
export const DayInput = ({ value, onChange, min, max, onBlur, error, ...rest }: Props) => {
  const [typed, setTyped] = useState<string | undefined>()
  const [isTyping, setTyping] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const problem = problemOf(typed ?? '', { min, max })
  const change = (text: string) => {
    setTyped(text)
    onChange(problemOf(text, { min, max }) ? null : (readFrenchDate(withSlashes(text)).date ?? null))
  }
  const pick = (date: PlainDate | null) => {
    setTyped(undefined)
    setOpen(false)
    onChange(date)
  }
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      placeholder="jj/mm/aaaa"
      {...rest}
      value={typed ?? (value ? formatDate(value) : '')}
      error={error ?? (isTyping ? undefined : problem)}
      data-unreadable={problem ? true : undefined}
      onChange={(event) => change(event.currentTarget.value)}
      onFocus={() => setTyping(true)}
      onBlur={(event) => {
        setTyping(false)
        if (!problem) setTyped(undefined)
        onBlur?.(event)
      }}
      rightSection={
        <Calendar value={value ?? null} min={min} max={max} isOpen={isOpen} onOpen={setOpen} onPick={pick} />
      }
    />
  )
}

type CalendarProps = Pick<Props, 'min' | 'max'> & {
  value: PlainDate | null
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onPick: (date: PlainDate | null) => void
}

const loadPicker = async () => (await import('#web/ui/CalendarPicker.tsx')).CalendarPicker

const Calendar = ({ value, min, max, isOpen, onOpen, onPick }: CalendarProps) => {
  const [Picker, fetchPicker] = useOnDemand(loadPicker)
  const toggle = async () => onOpen(!isOpen && (await fetchPicker()))
  return (
    <Popover opened={isOpen} onChange={onOpen} trapFocus position="bottom-end">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="Choisir dans le calendrier" onClick={toggle}>
          <CalendarIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        {Picker && <Picker value={value} min={min} max={max} onPick={onPick} />}
      </Popover.Dropdown>
    </Popover>
  )
}

const CalendarIcon = () => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    aria-hidden="true"
  >
    <path d="M5 3v3M15 3v3M3 5h14v12H3zM3 9h14" />
  </svg>
)
