import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Partner } from '#contract/partners.ts'
import { linkStateLabels, partnerKindLabels } from '#domain/parcels/partner-kinds.ts'
import { api } from '#web/client.ts'
import { DoorsSection } from '#web/partners/DoorsSection.tsx'
import { PartnerForm } from '#web/partners/PartnerForm.tsx'
import { ProposeLinkForm } from '#web/partners/ProposeLinkForm.tsx'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Panel = { kind: 'link' | 'new' } | { kind: 'edit' | 'end'; partner: Partner } | undefined

/** Whom one works with, and by which doors requests come in. */
export const PartnersPage = () => {
  const { data, error, isPending, refetch } = useApiQuery(api.partners.list, {})
  const [panel, setPanel] = useState<Panel>()
  const answer = useApiCommand(api.partners.answerLink)
  const archive = useApiCommand(api.partners.archive)
  const close = () => setPanel(undefined)
  const page = {
    ...pageOfAll(data?.rows ?? []),
    ...{ isLoading: isPending, error, retry: () => void refetch() },
  }
  return (
    <SettingsFrame
      title="Partenaires"
      subtitle="Rien ne passe d’une organisation à l’autre sans un lien accepté des deux côtés."
      actions={
        <>
          <Button variant="default" onClick={() => setPanel({ kind: 'new' })}>
            Ajouter un partenaire
          </Button>
          <Button onClick={() => setPanel({ kind: 'link' })}>Proposer un lien</Button>
        </>
      }
    >
      <Section title="Avec qui nous travaillons">
        <DataTable
          label="Partenaires"
          noun={{ one: 'partenaire', many: 'partenaires' }}
          columns={columnsFor({
            choose: setPanel,
            answer: (partner, said) =>
              void answer.run({ partnerId: partner.id, version: partner.version, answer: said }),
            archive: (partner) =>
              void archive.run({
                ...{ partnerId: partner.id, version: partner.version },
                isArchived: !partner.isArchived,
              }),
          })}
          page={page}
          rowKey={({ id }) => id}
          rowSignal={({ linkState }) => (linkState === 'asked' ? 'soon' : undefined)}
          empty={
            <EmptyState title="Aucun partenaire pour l’instant">
              Proposez un lien à une organisation qui est dans Palier, ou ajoutez un partenaire que vous
              suivrez à la main.
            </EmptyState>
          }
        />
      </Section>
      <DoorsSection />
      {panel?.kind === 'link' && <ProposeLinkForm onClose={close} />}
      {panel?.kind === 'new' && <PartnerForm onClose={close} />}
      {panel?.kind === 'edit' && <PartnerForm partner={panel.partner} onClose={close} />}
      <ConfirmDialog
        opened={panel?.kind === 'end'}
        onClose={close}
        title="Terminer ce lien ?"
        confirmLabel="Terminer le lien"
        isDangerous
        command={answer}
        onConfirm={() =>
          panel?.kind === 'end' &&
          answer.run({ partnerId: panel.partner.id, version: panel.partner.version, answer: 'end' })
        }
      >
        Plus rien ne passera entre les deux organisations, y compris ce qui attend de partir. Ce qui est déjà
        parti reste suivi ici.
      </ConfirmDialog>
    </SettingsFrame>
  )
}

const stateSignals: Readonly<Record<Partner['linkState'], SignalKind>> = {
  none: 'none',
  proposed: 'soon',
  asked: 'soon',
  agreed: 'done',
  declined: 'late',
  ended: 'none',
}

type Acts = {
  choose: (panel: Panel) => void
  answer: (partner: Partner, said: 'agree' | 'decline') => void
  archive: (partner: Partner) => void
}

const columnsFor = ({ choose, answer, archive }: Acts): Column<Partner>[] => [
  {
    key: 'name',
    header: 'Partenaire',
    cell: ({ name, isArchived }) => (isArchived ? `${name} (retiré des choix)` : name),
  },
  { key: 'kind', header: 'Nature', cell: ({ kind }) => partnerKindLabels[kind], from: 'laptop' },
  {
    key: 'state',
    header: 'Lien',
    cell: ({ linkState }) => <Signal kind={stateSignals[linkState]}>{linkStateLabels[linkState]}</Signal>,
  },
  {
    key: 'contact',
    header: 'Joindre',
    cell: ({ email, phone, slug }) => [email, phone, slug].filter(Boolean).join(', ') || 'non renseigné',
    from: 'laptop',
  },
  {
    key: 'act',
    header: 'Action',
    cell: (partner) => {
      const name = <span className="on-screen-readers"> {partner.name}</span>
      if (partner.linkState === 'asked')
        return (
          <>
            <Button size="compact-sm" onClick={() => answer(partner, 'agree')}>
              Accepter{name}
            </Button>{' '}
            <Button size="compact-sm" variant="default" onClick={() => answer(partner, 'decline')}>
              Refuser{name}
            </Button>
          </>
        )
      return (
        <>
          <Button size="compact-sm" variant="subtle" onClick={() => choose({ kind: 'edit', partner })}>
            Modifier{name}
          </Button>{' '}
          {partner.linkState === 'agreed' || partner.linkState === 'proposed' ? (
            <Button size="compact-sm" variant="subtle" onClick={() => choose({ kind: 'end', partner })}>
              Terminer le lien{name}
            </Button>
          ) : (
            <Button size="compact-sm" variant="subtle" onClick={() => archive(partner)}>
              {partner.isArchived ? 'Remettre' : 'Retirer'}
              {name}
            </Button>
          )}
        </>
      )
    },
  },
]
