import { Button } from '@mantine/core'
import { useState } from 'react'
import type { JournalFault, JournalSeals as Seals } from '#contract/settings.ts'
import { api } from '#web/client.ts'
import classes from '#web/settings/settings.module.css'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** Whether what the journal has sealed still stands as it was written. */
export const JournalSeals = () => {
  const [isWatched, setWatched] = useState(false)
  const { data } = useApiQuery(api.settings.getJournalSeals, {}, { refetchEveryMs: isWatched && 2000 })
  if (data && data.isChecking !== isWatched) setWatched(data.isChecking)
  const check = useApiCommand(api.settings.checkJournal, { invalidates: [api.settings.getJournalSeals] })
  if (!data) return null
  return (
    <Section
      title="Intégrité du journal"
      actions={
        <Button
          variant="default"
          size="xs"
          loading={check.isRunning || data.isChecking}
          onClick={() => void check.run({})}
        >
          Vérifier maintenant
        </Button>
      }
    >
      {check.failure && <Notice kind="late">{check.failure}</Notice>}
      <Verdict seals={data} />
      {data.head && (
        <p className={classes.effect}>
          Empreinte du bloc {data.head.number}, scellé le {formatInstant(data.head.sealedAt)}. Gardez-la
          ailleurs : elle prouve plus tard que rien de ce qui précède n’a été touché.
          <code className={classes.seal}>{data.head.hash}</code>
        </p>
      )}
    </Section>
  )
}

const Verdict = ({ seals: { lastCheck, head } }: { seals: Seals }) => {
  if (!lastCheck)
    return (
      <p className={classes.effect}>
        {head
          ? 'Le journal est scellé chaque heure et vérifié chaque nuit ; il n’a pas encore été vérifié.'
          : 'Les lignes sont scellées chaque heure ; aucune ne l’est encore.'}
      </p>
    )
  const { endedAt, lines, faultCount, faults } = lastCheck
  const scope = `${lines.toLocaleString('fr-FR')} ${lines > 1 ? 'lignes vérifiées' : 'ligne vérifiée'} le ${formatInstant(endedAt)}`
  if (faultCount === 0) return <Signal kind="done">{scope} : rien n’a été touché.</Signal>
  return (
    <Notice kind="late" title="Le journal a été modifié hors de Palier">
      <p>
        {scope} : {faultCount > 1 ? `${faultCount.toLocaleString('fr-FR')} anomalies` : 'une anomalie'}.
        Prévenez la personne qui tient la base et le délégué à la protection des données.
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.kind}/${fault.block}/${fault.lineId}`}>{tellFault(fault)}</li>
        ))}
      </ul>
    </Notice>
  )
}

const tellFault = ({ kind, block, lineId, at }: JournalFault): string => {
  const line = `${at ? `du ${formatInstant(at)} ` : ''}(${lineId}), bloc ${block}`
  switch (kind) {
    case 'line-changed':
      return `Ligne modifiée : ${line}`
    case 'line-removed':
      return `Ligne effacée : ${line}`
    case 'line-added':
      return `Ligne glissée après coup : ${line}`
    case 'block-changed':
      return `Sceau du bloc ${block} modifié`
    case 'block-missing':
      return `Sceau du bloc ${block} absent`
  }
}
