import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { HearingFile, HearingPiece } from '#contract/hearing-files.ts'
import { documentKindLabels } from '#domain/casework/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/reception/reception.module.css'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiDownload } from '#web/use-api.ts'

const problems: Readonly<Record<NonNullable<HearingPiece['problem']>, string>> = {
  broken: 'le fichier est abîmé : à joindre à part',
  protected: 'PDF protégé par un mot de passe : à joindre à part',
  'not-printable': 'enregistrez-la en PDF pour la joindre',
  'too-long': 'plus de 100 pages : à joindre à part',
}

type Chosen = Pick<HearingPiece, 'documentId' | 'title'>

/** Pieces in their order, those that cannot be joined said so, and the whole as one PDF. */
export const BundleSection = ({ file }: { file: HearingFile }) => {
  const { household, hearingFileId, version, chosen, others, note } = file
  const householdId = household.id
  const [withNote, setWithNote] = useState(false)
  const choose = useApiCommand(api.hearingFiles.choosePieces)
  const bundle = useApiDownload(api.hearingFiles.bundle)
  const save = (pieces: readonly Chosen[]) =>
    void choose.run({
      ...{ householdId, hearingFileId, version },
      pieces: pieces.map(({ documentId, title }) => ({ documentId, title })),
    })
  const told = choose.refusal?.message ?? choose.failure ?? bundle.refusal?.message ?? bundle.failure
  return (
    <Section
      title="La liasse"
      actions={
        <ReasonedButton
          because={chosen.length > 0 ? undefined : 'Choisissez d’abord les pièces.'}
          loading={bundle.isRunning}
          onClick={() => void bundle.run({ householdId, hearingFileId, withNote }, 'tab')}
        >
          Ouvrir la liasse (PDF)
        </ReasonedButton>
      }
    >
      {told && <Notice kind="late">{told}</Notice>}
      <Checkbox
        label="Mettre la note dans la liasse"
        description={
          note ? 'Elle sera lue par ceux à qui la liasse est remise.' : 'Écrivez d’abord la note, plus bas.'
        }
        checked={withNote}
        disabled={!note}
        onChange={(event) => setWithNote(event.currentTarget.checked)}
      />
      {chosen.length === 0 && (
        <EmptyState title="Aucune pièce choisie">
          Ajoutez-les dans l’ordre où l’on doit les lire ; le sommaire et les numéros se font seuls.
        </EmptyState>
      )}
      <LineList>
        {chosen.map((piece, index) => (
          <PieceLine
            key={piece.documentId}
            piece={piece}
            number={index + 1}
            isBusy={choose.isRunning}
            onUp={index > 0 ? () => save(moved(chosen, index, index - 1)) : undefined}
            onDown={index < chosen.length - 1 ? () => save(moved(chosen, index, index + 1)) : undefined}
            onRemove={() => save(chosen.filter((one) => one !== piece))}
          />
        ))}
      </LineList>
      {others.length > 0 && (
        <>
          <h3>À ajouter</h3>
          <LineList>
            {others.map(({ documentId, title, kind }) => (
              <li key={documentId}>
                <p>
                  {title} <span className={classes.soft}>({documentKindLabels[kind]})</span>
                </p>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={choose.isRunning}
                  onClick={() => save([...chosen, { documentId, title }])}
                >
                  Joindre<span className="on-screen-readers"> : {title}</span>
                </Button>
              </li>
            ))}
          </LineList>
        </>
      )}
    </Section>
  )
}

const moved = <T,>(list: readonly T[], from: number, to: number): T[] => {
  const next = [...list]
  const [one] = next.splice(from, 1)
  return one === undefined ? next : [...next.slice(0, to), one, ...next.slice(to)]
}

type LineProps = {
  piece: HearingPiece
  number: number
  isBusy: boolean
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onRemove: () => void
}

const PieceLine = ({
  piece: { title, pages, problem },
  number,
  isBusy,
  onUp,
  onDown,
  onRemove,
}: LineProps) => {
  const act = (words: string, onClick: (() => void) | undefined) =>
    onClick && (
      <Button size="compact-sm" variant="subtle" disabled={isBusy} onClick={onClick}>
        {words}
        <span className="on-screen-readers"> : {title}</span>
      </Button>
    )
  return (
    <li>
      <div>
        <p className={classes.line}>
          <span className={classes.number}>{number}</span>
          {title}
          {pages !== null && (
            <span className={classes.soft}>{pages > 1 ? `${pages} pages` : 'une page'}</span>
          )}
        </p>
        {problem && <Signal kind="late">{problems[problem]}</Signal>}
      </div>
      <div className={classes.acts}>
        {act('Monter', onUp)}
        {act('Descendre', onDown)}
        {act('Retirer', onRemove)}
      </div>
    </li>
  )
}
