import { Button } from '@mantine/core'
import { commitmentLines, notForVolunteers } from '#domain/volunteers/commitment.ts'
import { api } from '#web/client.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiCommand } from '#web/use-api.ts'

/** What one undertakes, accepted once; nothing of a household is shown before. */
export const CommitmentToAccept = ({ edition }: { edition: number }) => {
  const command = useApiCommand(api.volunteers.acceptCommitment)
  const told = command.refusal?.message ?? command.failure
  return (
    <Section title="Votre engagement de confidentialité">
      <p>Avant de voir les ménages que vous accompagnez, lisez ceci. Vous l’acceptez une fois pour toutes.</p>
      <Lines />
      {told && <Notice kind="late">{told}</Notice>}
      <Button loading={command.isRunning} onClick={() => void command.run({ edition })}>
        Je m’y engage
      </Button>
    </Section>
  )
}

const Lines = () => (
  <ul>
    {commitmentLines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)

/** What one owes and may not see, always at hand. */
export const WhatIsClosed = () => (
  <Section title="Ce que vous devez, et ce que vous ne voyez pas">
    <Lines />
    <p>Vous ne voyez pas, du ménage :</p>
    <ul>
      {notForVolunteers.map((line) => (
        <li key={line}>{line}.</li>
      ))}
    </ul>
  </Section>
)
