import { Link } from 'react-router'
import type { Purge } from '#contract/retention.ts'
import { formatDecimal, formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** What the night takes away, counted beforehand. */
export const RetentionPage = () => {
  const { slug } = useMember()
  const query = useApiQuery(api.retention.rehearsePurge, {})
  const rehearsal = query.data
  return (
    <SettingsFrame
      title="Conservation"
      subtitle="Ce que Palier efface chaque nuit, compté avant de l’être. Aucun dossier, aucun document d’un ménage n’en fait partie."
    >
      {!rehearsal &&
        (query.error ? (
          <ErrorState error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Waiting label="Conservation" />
        ))}
      {rehearsal && (
        <>
          <Section title="La nuit prochaine">
            <FactList facts={factsOf(rehearsal.wouldTakeAway)} />
            <p>
              Un import commencé et jamais appliqué perd les lignes lues et le compte rendu de sa répétition{' '}
              {formatInteger(rehearsal.importDays)} jours après la dernière action ; son fichier et ses
              colonnes restent, il peut être répété de nouveau. Un fichier auquel rien ne renvoie (un envoi
              interrompu) est effacé après {formatInteger(rehearsal.fileDays)} jours.{' '}
              <Link to={paths.settingsParameters({ slug })}>Changer ces délais</Link>
            </p>
          </Section>
          <Section title="La dernière fois">
            {rehearsal.last ? (
              <FactList
                facts={[{ label: 'Le', value: formatInstant(rehearsal.last.at) }, ...factsOf(rehearsal.last)]}
              />
            ) : (
              <p>Rien n’a encore été effacé.</p>
            )}
          </Section>
        </>
      )}
    </SettingsFrame>
  )
}

const factsOf = ({ abandonedImports, unusedFiles, unusedBytes }: Purge) => [
  { label: 'Imports abandonnés', value: formatInteger(abandonedImports) },
  {
    label: 'Fichiers inutilisés',
    value:
      unusedFiles === 0
        ? '0'
        : `${formatInteger(unusedFiles)} (${formatDecimal(Math.ceil(unusedBytes / 10_000))} Mo)`,
  },
]
