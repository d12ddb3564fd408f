import type { Transfer } from '#contract/envelopes.ts'
import { transferStateLabels, transferStates } from '#domain/envelopes/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { ConventionsFrame } from '#web/conventions/ConventionsFrame.tsx'
import { TransferLines } from '#web/envelopes/TransferLines.tsx'
import { DataFoot } from '#web/ui/DataFoot.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import type { Paged } from '#web/ui/paged.ts'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiPages } from '#web/use-api.ts'

const schema = { etat: oneOf(transferStates) }

/** Money moved between envelopes: proposed by one, decided by another. */
export const TransfersPage = () => {
  const [{ etat }, setUrl] = useUrlState(schema)
  const page = useApiPages(api.envelopes.listTransfers, { ...(etat ? { state: etat } : {}), limit: 50 })
  return (
    <ConventionsFrame title="Virements entre enveloppes">
      <Filters isActive={etat !== undefined} onClear={() => setUrl({ etat: undefined })}>
        <OneFilter
          label="État"
          anyLabel="Tous"
          value={etat}
          onChange={(chosen) => setUrl({ etat: chosen })}
          choices={choicesOf(transferStates, transferStateLabels)}
        />
      </Filters>
      <Rows page={page} />
    </ConventionsFrame>
  )
}

const Rows = ({ page }: { page: Paged<Transfer> }) => {
  if (page.error && page.rows.length === 0) return <ErrorState error={page.error} retry={page.retry} />
  if (page.isLoading) return <Waiting label="Lecture des virements" />
  if (page.rows.length === 0)
    return (
      <EmptyState title="Aucun virement">
        Un virement se propose depuis la page de l’enveloppe d’origine ; une autre personne en décide.
      </EmptyState>
    )
  return (
    <>
      <TransferLines transfers={page.rows} />
      <DataFoot page={page} noun={{ one: 'virement', many: 'virements' }} />
    </>
  )
}
