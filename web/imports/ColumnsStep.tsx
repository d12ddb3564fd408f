import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FileFormat, ImportView } from '#contract/imports.ts'
import { type ImportTarget, importTargetLabels, importTargets } from '#domain/imports/fields.ts'
import { api } from '#web/client.ts'
import { ColumnFields } from '#web/imports/ColumnFields.tsx'
import { FormatFields } from '#web/imports/FormatFields.tsx'
import classes from '#web/imports/imports.module.css'
import { SampleTable } from '#web/imports/SampleTable.tsx'
import { SheetField } from '#web/imports/SheetField.tsx'
import { useAccess } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Draft = {
  /** Null: as the sheet just chosen tells. */
  target: ImportTarget | null
  source: string
  format: FileFormat
  findsHeader: boolean
  /** Null: as the headers are recognised. */
  columns: Record<string, number> | null
}

const targetChoices = importTargets.map((value) => ({ value, label: importTargetLabels[value] }))

/** What the file holds and what each column means, with its first lines as they are understood. */
export const ColumnsStep = ({ view }: { view: ImportView }) => {
  const access = useAccess('import-portfolio')
  const [draft, setDraft] = useState<Draft>(() => ({
    target: view.target ?? 'tenancies',
    source: view.source,
    format: view.format,
    findsHeader: false,
    columns: view.target ? view.columns : null,
  }))
  const choose = useApiCommand(api.imports.chooseColumns)
  const rehearse = useApiCommand(api.imports.rehearse)
  const { columns, findsHeader } = draft
  const preview = useApiQuery(
    api.imports.preview,
    { importId: view.id, target: draft.target, format: draft.format, findsHeader, columns },
    { keepPrevious: true, enabled: access.allowed },
  )
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const reading = preview.data
  const target = draft.target ?? reading?.target ?? 'tenancies'
  const format = findsHeader ? (reading?.format ?? draft.format) : draft.format
  const placed = columns ?? reading?.columns ?? {}
  const save = async () => {
    const chosen = {
      importId: view.id,
      version: view.version,
      target,
      source: draft.source,
      format,
      columns: placed,
    }
    if (await choose.run(chosen)) await rehearse.run({ importId: view.id })
  }
  if (!access.allowed) return <Notice kind="plain">{access.because ?? ''}</Notice>
  const told = choose.refusal?.message ?? choose.failure ?? rehearse.failure
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) void save()
      }}
    >
      <Section title="Ce que contient le fichier">
        {view.remembered && (
          <Notice kind="plain">
            Ces colonnes sont celles que vous aviez choisies pour un fichier de même forme.
          </Notice>
        )}
        <div className={classes.fields}>
          <Select
            label="Contenu"
            data={targetChoices}
            value={target}
            onChange={(value) => {
              const next = importTargets.find((one) => one === value)
              if (next) change({ target: next, columns: null })
            }}
          />
          <TextInput
            label="Logiciel d’origine"
            description="Les numéros sont uniques dans un même logiciel"
            value={draft.source}
            maxLength={60}
            onChange={(event) => change({ source: event.currentTarget.value })}
          />
          {reading && reading.sheets.length > 1 && draft.format.kind === 'xlsx' && (
            <SheetField
              sheets={reading.sheets}
              format={draft.format}
              onChange={(next) => change({ format: next, findsHeader: true, target: null, columns: null })}
            />
          )}
          <FormatFields
            format={format}
            onChange={(next) => change({ format: next, findsHeader: false, target, columns: null })}
          />
        </div>
      </Section>
      <Section title="Sens des colonnes" aside="Corrigez ce qui n’a pas été bien reconnu">
        {preview.error && !reading ? <ErrorState error={preview.error} /> : null}
        {reading && (
          <>
            <ColumnFields
              key={`${reading.target} ${JSON.stringify(reading.format)}`}
              target={target}
              reading={reading}
              placed={placed}
              onChange={(next) => change({ target, columns: next })}
            />
            {reading.notes.map((note) => (
              <Notice key={note} kind="soon">
                {note}
              </Notice>
            ))}
            <SampleTable reading={reading} target={target} columns={placed} />
          </>
        )}
      </Section>
      {told && <Notice kind="late">{told}</Notice>}
      <div className={classes.bar}>
        <ReasonedButton
          type="submit"
          because={reasonNotToGoOn(draft, reading?.format)}
          loading={choose.isRunning || rehearse.isRunning}
        >
          Retenir ces colonnes et répéter l’import
        </ReasonedButton>
        {columns !== null && (
          <Button variant="default" onClick={() => change({ columns: null })}>
            Reconnaître de nouveau
          </Button>
        )}
      </div>
    </form>
  )
}

const reasonNotToGoOn = ({ source, format, findsHeader }: Draft, shown: FileFormat | undefined) => {
  if (source.trim() === '') return 'Donnez un nom au logiciel d’origine.'
  const isShown = shown?.kind === 'xlsx' && format.kind === 'xlsx' && shown.sheetPath === format.sheetPath
  return findsHeader && !isShown ? 'La feuille choisie est en cours de lecture.' : undefined
}
