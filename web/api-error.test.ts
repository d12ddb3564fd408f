import { describe, expect, it } from 'vitest'
import { Defect, errorOf, Forbidden, Invalid, Offline, Refused, Unauthenticated } from '#web/api-error.ts'

describe('what an answer of the server tells', () => {
  it('a refusal, with its reason and its details', () => {
    const error = errorOf(409, {
      error: 'refused',
      reason: 'above-means',
      message: 'Trop.',
      details: { cents: 1 },
    })
    expect(error).toBeInstanceOf(Refused)
    expect(error).toMatchObject({ reason: 'above-means', message: 'Trop.', details: { cents: 1 } })
  })

  it('the issues of what was sent', () => {
    const error = errorOf(400, {
      message: 'Des erreurs.',
      issues: [{ path: 'amount', message: 'Montant attendu' }, 3],
    })
    expect(error).toBeInstanceOf(Invalid)
    expect(error).toMatchObject({ issues: [{ path: 'amount', message: 'Montant attendu' }] })
  })

  it.each([
    [401, Unauthenticated],
    [403, Forbidden],
    [413, Invalid],
    [429, Forbidden],
    [500, Defect],
    [503, Offline],
    [418, Defect],
  ])('status %i', (status, kind) => {
    expect(errorOf(status, { message: 'Dit.' })).toBeInstanceOf(kind)
  })

  it.each([undefined, null, 'Bad gateway', { message: 7 }])(
    'a French sentence even when the body is %j',
    (body) => {
      expect(errorOf(500, body).message).toBe(
        'Une erreur est survenue. Rien n’a été enregistré ; vous pouvez réessayer.',
      )
    },
  )
})
