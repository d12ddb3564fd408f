import { Button } from '@mantine/core'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import type { Draft } from '#web/ui/use-draft.ts'

/** Says that the text comes from before, and lets it go. */
export const DraftNotice = ({ draft }: { draft: Draft }) =>
  draft.restoredAt === undefined ? null : (
    <Notice
      kind="soon"
      action={
        <Button variant="default" size="xs" onClick={draft.discard}>
          Repartir de zéro
        </Button>
      }
    >
      Votre brouillon du {formatInstant(new Date(draft.restoredAt).toISOString())} a été retrouvé. Il n’est
      pas encore enregistré.
    </Notice>
  )
