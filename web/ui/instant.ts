const dayAndTime = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** « 21/11/2026 à 14:05 », in Paris. */
export const formatInstant = (instant: string): string => {
  const parts = Object.fromEntries(
    dayAndTime.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  )
  return `${parts.day}/${parts.month}/${parts.year} à ${parts.hour}:${parts.minute}`
}
