import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { FoundTerritory } from '#contract/territories.ts'
import { wholeFrance } from '#domain/territories/kinds.ts'
import { useCase } from '#server/use-case.ts'

const most = 20

export const search = useCase(contract.territories.search, async ({ tx }, { text, kinds }) => {
  if (text.length < 2) return { rows: [] }
  const code = text.replaceAll(' ', '').toUpperCase()
  // A number is a code; a name is never looked for among post codes.
  const isCode = /^\d[\dAB]?\d{0,7}$/.test(code)
  const { rows } = await sql<FoundTerritory>`
    with asked as (select fold_place(${text}) as folded),
    wider as (
      select w.kind, w.code, w.name, '' as detail, w.folded, w.population
      from wider_territory w, asked
      where w.kind = any (${kinds})
        and (${isCode} and w.code = ${code}
          or asked.folded <> '' and (w.folded like asked.folded || '%' or w.folded like '% ' || asked.folded || '%'))),
    small as (
      select 'commune' as kind, c.code, c.name,
        concat_ws(' · ', array_to_string(c.post_codes[1:3], ', '), d.name) as detail, c.folded, c.population
      from commune c
      left join wider_territory d on d.kind = 'departement' and d.code = c.departement_code, asked
      where 'commune' = any (${kinds})
        and (${isCode} and (c.post_codes @> array[${code}] or c.code = ${code})
          or asked.folded <> '' and c.folded like asked.folded || '%'))
    select kind, code, name, detail from (select * from wider union all select * from small) found, asked
    order by (found.folded = asked.folded) desc, (kind <> 'commune') desc, population desc nulls last, name, code
    limit ${most}`.execute(tx)
  const france = kinds.includes('france') && 'france entière'.startsWith(text.toLowerCase())
  return { rows: france ? [{ ...wholeFrance, detail: '' }, ...rows] : rows }
})
