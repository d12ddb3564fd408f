import { describe, expect, it } from 'vitest'
import { safeReturn } from '#web/session/safe-return.ts'

const ours = 'https://palier.example'

describe('safeReturn', () => {
  it.each([
    ['/trois-rives/menages?q=du', '/trois-rives/menages?q=du'],
    ['/trois-rives/menages/../reperage', '/trois-rives/reperage'],
  ])('keeps our own address %j', (path, kept) => {
    expect(safeReturn(path, ours)).toBe(kept)
  })

  it.each([
    null,
    '',
    'https://ailleurs.example',
    '//ailleurs.example',
    '/\\ailleurs.example',
    'javascript:alert(1)',
  ])('refuses %j', (path) => {
    expect(safeReturn(path, ours)).toBeUndefined()
  })
})
