import { Button, Select } from '@mantine/core'
import type { Cents } from '#domain/money.ts'
import { api } from '#web/client.ts'
import classes from '#web/conventions/conventions.module.css'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { useApiQuery } from '#web/use-api.ts'

export type AllotmentValue = { envelopeId: string | null; cents: Cents | null }
type Props = {
  conventionId: string
  allotments: readonly AllotmentValue[]
  change: (allotments: AllotmentValue[]) => void
}

/** What the amendment puts in the envelopes of the convention, or takes out of them. */
export const AllotmentFields = ({ conventionId, allotments, change }: Props) => {
  const { data } = useApiQuery(api.envelopes.list, { conventionId, limit: 200 })
  const choices = (data?.rows ?? []).map(({ id, label }) => ({ value: id, label }))
  const put = (at: number, part: Partial<AllotmentValue>) =>
    change(allotments.map((one, rank) => (rank === at ? { ...one, ...part } : one)))
  if (choices.length === 0) return null
  return (
    <fieldset className={classes.group}>
      <legend>Enveloppes</legend>
      {allotments.map(({ envelopeId, cents }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line being typed has no identity of its own
        <div key={at} className={classes.pair}>
          <Select
            label="Enveloppe"
            placeholder="Choisir"
            data={choices}
            value={envelopeId}
            onChange={(value) => put(at, { envelopeId: value })}
          />
          <AmountInput
            label="Montant en plus"
            description="Négatif pour en retirer."
            value={cents}
            onChange={(value) => put(at, { cents: value })}
          />
          <Button
            variant="default"
            size="xs"
            onClick={() => change(allotments.filter((_, rank) => rank !== at))}
          >
            Retirer la ligne {at + 1}
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        onClick={() => change([...allotments, { envelopeId: null, cents: null }])}
      >
        Changer une enveloppe
      </Button>
    </fieldset>
  )
}
