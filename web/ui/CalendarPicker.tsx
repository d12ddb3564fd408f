import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/fr'
import { DatePicker } from '@mantine/dates'
import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'

type Props = {
  value: PlainDate | null
  min: PlainDate | undefined
  max: PlainDate | undefined
  onPick: (date: PlainDate | null) => void
}

/** The calendar of `DayInput`, fetched when it is first opened. */
export const CalendarPicker = ({ value, min, max, onPick }: Props) => (
  <DatePicker
    locale="fr"
    value={value}
    onChange={(date) => onPick(isPlainDate(date) ? date : null)}
    defaultDate={value ?? max ?? min}
    minDate={min}
    maxDate={max}
    ariaLabels={labels}
  />
)

const labels = {
  nextMonth: 'Mois suivant',
  previousMonth: 'Mois précédent',
  nextYear: 'Année suivante',
  previousYear: 'Année précédente',
  nextDecade: 'Décennie suivante',
  previousDecade: 'Décennie précédente',
}
