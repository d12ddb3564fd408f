import { useEffect } from 'react'
import { formatEuros } from '#domain/money.ts'
import classes from '#web/offers/offers.module.css'
import { Amount } from '#web/ui/Amount.tsx'
import { Notice } from '#web/ui/Notice.tsx'

type Props = {
  cents: number | null
  envelope: { label: string; cap: number; available: number } | undefined
  onExhausted: (isExhausted: boolean) => void
}

/** What would be committed, and what would remain of the envelope, before anything is asked. */
export const CommitmentPreview = ({ cents, envelope, onExhausted }: Props) => {
  const left = envelope && cents !== null ? envelope.available - cents : null
  const isExhausted = left !== null && left < 0
  useEffect(() => onExhausted(isExhausted), [isExhausted, onExhausted])
  if (cents === null) return null
  if (!envelope)
    return <Notice kind="plain">{`Sera engagé sur les fonds propres : ${formatEuros(cents)}.`}</Notice>
  return (
    <Notice
      kind={isExhausted ? 'late' : 'plain'}
      title={isExhausted ? 'Cette enveloppe ne suffit pas' : 'Ce qui sera engagé'}
    >
      <dl className={classes.committed}>
        <dt>Plafond de « {envelope.label} »</dt>
        <dd>
          <Amount cents={envelope.cap} />
        </dd>
        <dt>Reste avant</dt>
        <dd>
          <Amount cents={envelope.available} />
        </dd>
        <dt>Engagé par cette décision</dt>
        <dd>
          <Amount cents={cents} />
        </dd>
        <dt>Reste après</dt>
        <dd>
          <Amount cents={left} />
        </dd>
      </dl>
    </Notice>
  )
}
