import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCalendar } from '#domain/casework/calendar-feed.ts'

const event = (summary: string) => ({
  uid: 'un@palier',
  sequence: 0,
  start: '2026-11-24T09:00:00.000Z',
  end: '2026-11-24T10:00:00.000Z',
  changedAt: '2026-11-22T09:00:00.000Z',
  summary,
})

test('any text comes back as it was, whatever its accents, signs and length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const calendar = writeCalendar('Palier', [event(text)])
      for (const line of calendar.split('\r\n'))
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      const unfolded = calendar.replaceAll('\r\n ', '')
      const [, written = ''] = /^SUMMARY:(.*)$/m.exec(unfolded.replaceAll('\r\n', '\n')) ?? []
      const read = written.replace(/\\(.)/g, (_, mark) => (mark === 'n' ? '\n' : mark))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are not text in a calendar.
      expect(read).toBe(text.replace(/\r\n|\r/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ''))
    }),
  )
})

test('a cancelled event rings no more', () => {
  const calendar = writeCalendar('Palier', [{ ...event('RDV'), cancelled: true, remindMinutes: 60 }])
  expect(calendar).toContain('STATUS:CANCELLED')
  expect(calendar).not.toContain('VALARM')
})
