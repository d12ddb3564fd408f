import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { inLineOrder } from '#domain/reception/line.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'
import { findPlace } from './place-store.ts'
import { listReceptionRows, soughtIn } from './reception-store.ts'
import { drawAgenda } from './slots.ts'

/** More people than any place receives in a day. */
const wholeDay = 2000

export const line = useCase(contract.reception.line, async (context, { placeId, on }) => {
  if (!(await findPlace(context, placeId))) return context.refuse('unknown-record')
  const onDate = on ?? context.today
  const rows = await listReceptionRows(
    context,
    soughtIn(context, { placeId, from: onDate, to: onDate }),
    wholeDay,
  )
  const inState = (...states: string[]) => rows.filter(({ state }) => states.includes(state)).reverse()
  const waiting = inState('waiting').map((row) => ({
    ...row,
    id: row.receptionId,
    isEmergency: row.emergency !== null,
    arrivedAt: row.arrivedAt ?? '',
  }))
  return {
    onDate,
    expected: inState('expected').sort((a, b) => (a.expectedTime ?? '').localeCompare(b.expectedTime ?? '')),
    waiting: inLineOrder(waiting),
    running: inState('with-someone'),
    done: inState('received', 'left', 'missed').reverse(),
    slots: await drawAgenda(context, { from: onDate, to: onDate }, placeId),
  }
})

export const list = useCase(contract.reception.list, async (context, { after, limit, ...sought }) => {
  const conditions = soughtIn(context, sought)
  const place = decodeKey(after, 2)
  const rows = await listReceptionRows(
    context,
    sql`${conditions} and ${isAfter([sql`r.on_date`, sql`r.id`], place, 'desc')}`,
    limit + 1,
  )
  return {
    ...cutPage(rows, limit, ({ onDate, receptionId }) => encodeKey(onDate, receptionId)),
    total: await countRows(
      context.tx,
      (most) => sql`(select 1 from reception r where ${conditions} limit ${most})`,
    ),
  }
})
