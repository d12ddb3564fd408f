import { UnstyledButton } from '@mantine/core'
import classes from '#web/budget/Lines.module.css'
import { api } from '#web/client.ts'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiDownload } from '#web/use-api.ts'

export type Proof = { fileId: string; documentId: string; title: string }

type Props = { householdId: string; isSeen: boolean; fileId: string | null; proofs: readonly Proof[] }

/** Whether the proof of a line was seen and, when it is in the file and one may read it, the way to it. */
export const ProofMark = ({ householdId, isSeen, fileId, proofs }: Props) => {
  const opening = useApiDownload(api.documents.open)
  const proof = isSeen && fileId ? proofs.find((known) => known.fileId === fileId) : undefined
  const told = opening.refusal?.message ?? opening.failure
  return (
    <>
      <Signal kind={isSeen ? 'done' : 'none'}>{isSeen ? 'vu' : 'non vu'}</Signal>
      {proof && (
        <UnstyledButton
          className={classes.proofLink}
          aria-label={`Voir le justificatif : ${proof.title}`}
          disabled={opening.isRunning}
          onClick={() => void opening.run({ householdId, documentId: proof.documentId }, 'tab')}
        >
          {proof.title}
        </UnstyledButton>
      )}
      {isSeen && fileId && !proof && <small>document retiré ou réservé</small>}
      {told && <small role="alert">{told}</small>}
    </>
  )
}
