import { Select } from '@mantine/core'
import { useState } from 'react'
import { type Cents, formatEuros } from '#domain/money.ts'
import { type ReceiptKind, receiptKindLabels, receiptKinds } from '#domain/subsidies/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** Chosen with its words: a draft shows them again without a search. */
export type Chosen = { value: string; label: string }

type SearchProps = {
  label: string
  description: string
  found: readonly Chosen[]
  text: string
  onText: (text: string) => void
  chosen: Chosen | null
  onChange: (chosen: Chosen | null) => void
  nothing: string
}

const SearchSelect = ({ found, text, onText, chosen, onChange, nothing, ...words }: SearchProps) => {
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found
  return (
    <Select
      searchable
      data={choices}
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={onText}
      nothingFoundMessage={nothing}
      value={chosen?.value ?? null}
      onChange={(key) => onChange(choices.find(({ value }) => value === key) ?? null)}
      {...words}
    />
  )
}

/** What is asked of the server: nothing before two letters, nor once one is chosen. */
const useSearched = (chosen: Chosen | null) => {
  const [text, setText] = useState(chosen?.label ?? '')
  const asked = text.trim()
  return { text, setText, asked, options: { enabled: asked.length >= 2 && !chosen, keepPrevious: true } }
}

type LoanProps = { value: Chosen | null; onChange: (loan: Chosen | null) => void }

export const LoanSelect = ({ value, onChange }: LoanProps) => {
  const { text, setText, asked, options } = useSearched(value)
  const { data } = useApiQuery(api.bankFiles.searchLoans, { text: asked }, options)
  return (
    <SearchSelect
      label="Prêt"
      description="Par le nom du ménage ou le numéro du prêt."
      found={(data?.rows ?? []).map(({ financingId, number, household, outstandingCents }) => ({
        value: financingId,
        label: `${household}, prêt ${number}, reste ${formatEuros(outstandingCents)}`,
      }))}
      text={text}
      onText={setText}
      chosen={value}
      onChange={onChange}
      nothing="Aucun prêt"
    />
  )
}

type ReceivedKind = Exclude<ReceiptKind, 'claw-back'>
const receivedKinds = receiptKinds.filter((kind): kind is ReceivedKind => kind !== 'claw-back')

export type SubsidyTarget = {
  chosen: (Chosen & { subsidyId: string; financingId: string; awaitedCents: Cents }) | null
  receiptKind: ReceivedKind
}
type SubsidyProps = { value: SubsidyTarget; onChange: (value: SubsidyTarget) => void; cents: Cents }

export const SubsidyFields = ({ value: { chosen, receiptKind }, onChange, cents }: SubsidyProps) => {
  const { text, setText, asked, options } = useSearched(chosen)
  const { data } = useApiQuery(api.bankFiles.searchSubsidies, { text: asked }, options)
  const found = (data?.rows ?? []).map(({ subsidyId, financingId, awaitedCents, ...row }) => ({
    value: `${subsidyId}/${financingId}`,
    label: `${row.household}, ${row.funder}, avance ${row.financingNumber}, ${formatEuros(awaitedCents)} attendus`,
    ...{ subsidyId, financingId, awaitedCents },
  }))
  const choose = (picked: Chosen | null) => {
    const row = [chosen, ...found].find((one) => one?.value === picked?.value) ?? null
    onChange({ chosen: row, receiptKind: row && cents < row.awaitedCents ? 'interim' : 'balance' })
  }
  return (
    <>
      <SearchSelect
        label="Subvention"
        description="Par le nom du ménage, le numéro du dossier ou le financeur."
        found={found}
        text={text}
        onText={setText}
        chosen={chosen}
        onChange={choose}
        nothing="Aucune subvention attendue"
      />
      <Select
        label="Nature"
        allowDeselect={false}
        data={choicesOf(receivedKinds, receiptKindLabels)}
        value={receiptKind}
        onChange={(kind) => kind && onChange({ chosen, receiptKind: kind })}
      />
      {chosen && receiptKind === 'balance' && cents !== chosen.awaitedCents && (
        <Notice kind="soon">
          {`Après ce solde, plus rien n’est attendu : ${formatEuros(Math.abs(chosen.awaitedCents - cents))} de ${cents < chosen.awaitedCents ? 'moins' : 'plus'} que notifié.`}
        </Notice>
      )}
    </>
  )
}
