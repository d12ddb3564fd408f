import { describe, expect, it } from 'vitest'
import type { StatementDetail, StatementEntry } from '#domain/sepa/camt.ts'
import { isSameName, proposeMatch as propose, type Sent, type SentLine } from '#domain/sepa/matching.ts'

const detail: StatementDetail = {
  endToEndId: null,
  mandateReference: null,
  cents: null,
  counterparty: null,
  counterpartyIban: null,
  returnReason: null,
  label: null,
}
const entry: StatementEntry = {
  bookedOn: '2026-12-07',
  valueOn: null,
  cents: 12_834,
  bankReference: null,
  batchId: null,
  messageId: null,
  operation: null,
  isReversal: false,
  label: null,
  details: [],
}
const line = (id: string, changed: Partial<SentLine> = {}): SentLine => ({
  id,
  batchId: 'L1',
  endToEndId: `P1${id}`,
  cents: 6417,
  name: 'Élodie Lefèvre',
  executeOn: '2026-12-07',
  isSettled: false,
  isReturned: false,
  ...changed,
})

/** The lines sent, and the batches that they make. */
const sentOf = (lines: SentLine[]): Sent => ({
  lines,
  batches: [...Map.groupBy(lines, ({ batchId }) => batchId)].map(([batchId, all]) => {
    const open = all.filter(({ isSettled, isReturned }) => !isSettled && !isReturned)
    const cents = open.reduce((sum, each) => sum + each.cents, 0)
    return { batchId, cents, lineCount: open.length, executeOn: '2026-12-07' as const }
  }),
})
const proposeMatch = (movement: StatementEntry, lines: SentLine[]) => propose(movement, sentOf(lines))

describe('A movement of the bank', () => {
  it('is the whole batch, by its reference', () => {
    const proposal = proposeMatch({ ...entry, batchId: 'L1' }, [line('a'), line('b')])
    expect(proposal).toMatchObject({ certainty: 'exact', target: { kind: 'batch', batchId: 'L1' } })
  })

  it('is the batch less what came back before', () => {
    const sent = [line('a'), line('b'), line('c', { isReturned: true })]
    expect(proposeMatch({ ...entry, batchId: 'L1' }, sent)).toMatchObject({ certainty: 'exact' })
  })

  it('is probably the batch, by its amount and its day', () => {
    expect(proposeMatch(entry, [line('a'), line('b')])).toMatchObject({ certainty: 'probable' })
    expect(proposeMatch({ ...entry, bookedOn: '2026-12-20' }, [line('a'), line('b')])).toBeUndefined()
  })

  it('is one line, by its end-to-end reference, whatever the case the bank writes it in', () => {
    const one = { ...entry, cents: 6417, details: [{ ...detail, endToEndId: 'P1A' }] }
    expect(proposeMatch(one, [line('a')])).toMatchObject({ certainty: 'exact', target: { lineId: 'a' } })
  })

  it('is never a line of another amount, nor one already settled', () => {
    const one = { ...entry, cents: 6400, details: [{ ...detail, endToEndId: 'P1a' }] }
    expect(proposeMatch(one, [line('a')])).toBeUndefined()
    expect(proposeMatch({ ...one, cents: 6417 }, [line('a', { isSettled: true })])).toBeUndefined()
  })

  it('is probably a line of the same amount and name; of two such lines it is neither', () => {
    const paid = {
      ...entry,
      cents: -300_000,
      details: [{ ...detail, counterparty: 'TOITURES DU PAYS SARL' }],
    }
    const sent = line('v', { cents: -300_000, name: 'Toitures du Pays' })
    expect(proposeMatch(paid, [sent])).toMatchObject({ certainty: 'probable', target: { lineId: 'v' } })
    expect(proposeMatch(paid, [sent, { ...sent, id: 'w', batchId: 'L2' }])).toBeUndefined()
  })

  it('is a return, with its reason, of a line already settled', () => {
    const back = { ...entry, cents: -6417, details: [{ ...detail, endToEndId: 'P1a', returnReason: 'AM04' }] }
    expect(proposeMatch(back, [line('a', { isSettled: true })])).toMatchObject({
      certainty: 'exact',
      target: { kind: 'returns', returns: [{ lineId: 'a', reason: 'AM04' }] },
    })
    expect(proposeMatch(back, [line('a')])).toBeUndefined()
    expect(proposeMatch(back, [line('a', { isSettled: true, isReturned: true })])).toBeUndefined()
  })

  it('holds several returns only when each is known and their sum is the movement', () => {
    const details = ['P1a', 'P1b'].map((endToEndId) => ({ ...detail, endToEndId, returnReason: 'MD07' }))
    const back = { ...entry, cents: -12_834, details }
    const [a, b] = [line('a', { isSettled: true }), line('b', { isSettled: true })]
    expect(proposeMatch(back, [a, b])?.target).toMatchObject({ kind: 'returns' })
    expect(proposeMatch(back, [a])).toBeUndefined()
    expect(proposeMatch({ ...back, cents: -12_000 }, [a, b])).toBeUndefined()
  })

  it('is probably a bank fee, by its words', () => {
    expect(proposeMatch({ ...entry, cents: -250, label: 'Frais de rejet de prélèvement' }, [])).toMatchObject(
      {
        target: { kind: 'fee' },
      },
    )
    expect(proposeMatch({ ...entry, cents: 250, label: 'Frais' }, [])).toBeUndefined()
  })
})

describe('A name as the bank writes it', () => {
  it('has every word of ours, without accents, in any order', () => {
    expect(isSameName('Élodie Lefèvre', 'MME LEFEVRE ELODIE')).toBe(true)
    expect(isSameName('Élodie Lefèvre', 'LEFEVRE MARC')).toBe(false)
    expect(isSameName('', 'LEFEVRE')).toBe(false)
  })
})
