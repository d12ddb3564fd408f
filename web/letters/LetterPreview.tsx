import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import { api } from '#web/client.ts'
import { HouseholdChoice } from '#web/letters/HouseholdChoice.tsx'
import classes from '#web/letters/letters.module.css'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

type Props = { templateKey: LetterTemplateKey; wording: { subject: string; body: string } }

const pauseMs = 500

/** The pages as they will be printed, on an example or on a household one knows. */
export const LetterPreview = ({ templateKey, wording }: Props) => {
  const [householdId, setHouseholdId] = useState<string | null>(null)
  const [settled] = useDebouncedValue(wording, pauseMs)
  const isComplete = settled.subject.trim() !== '' && settled.body.trim() !== ''
  const input = { key: templateKey, ...settled, ...(householdId ? { householdId } : {}) }
  const { data, error, refetch } = useApiQuery(api.letters.preview, input, {
    enabled: isComplete,
    keepPrevious: true,
  })
  const pdf = useApiDownload(api.letters.previewPdf)
  return (
    <Section
      title="Aperçu"
      actions={
        <Button
          size="xs"
          variant="default"
          loading={pdf.isRunning}
          onClick={() => void pdf.run(input, 'tab')}
        >
          Ouvrir le PDF
        </Button>
      }
    >
      <HouseholdChoice value={householdId} onChange={setHouseholdId} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Mise en page" />}
      {data && (
        <>
          {data.missingFields.length > 0 && (
            <p className={classes.soft}>
              Sans valeur pour ce ménage, laissés à remplir à la main : {data.missingFields.join(', ')}.
            </p>
          )}
          <img
            className={classes.page}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(data.svg)}`}
            alt={`Lettre mise en page, ${data.pageCount} page${data.pageCount > 1 ? 's' : ''}. ${data.text.slice(0, 300)}`}
          />
        </>
      )}
    </Section>
  )
}
