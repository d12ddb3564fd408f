import { expect, it } from 'vitest'
import { formatExplained, formatParameter } from '#web/ui/explained-value.ts'

it.each([
  [{ kind: 'cents', value: 123_456 }, '1\u202f234,56\u00a0€'],
  [{ kind: 'basis-points', value: 3_333 }, '33,33\u00a0%'],
  [{ kind: 'tenths', value: 26 }, '2,6'],
  [{ kind: 'tenths', value: -5 }, '-0,5'],
  [{ kind: 'hundredths', value: 130 }, '1,30'],
  [{ kind: 'date', value: '2027-01-01' }, '01/01/2027'],
  [{ kind: 'boolean', value: false }, 'non'],
] as const)('writes the value %j', (value, written) => {
  expect(formatExplained(value)).toBe(written)
})

it.each([
  [{ unit: 'sixtieths', value: 20 }, '1/3'],
  [{ unit: 'sixtieths', value: 60 }, '1'],
  [{ unit: 'sixtieths', value: 57 }, '19/20'],
  [{ unit: 'days', value: 1 }, '1 jour'],
  [{ unit: 'hundred-thousandths', value: 128_412 }, '1,28412'],
] as const)('writes the legal figure %j', (parameter, written) => {
  expect(formatParameter(parameter)).toBe(written)
})
