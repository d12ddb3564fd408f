import type { Language } from '#domain/households/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/communications/communications.module.css'
import { DataFoot } from '#web/ui/DataFoot.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'
import { useApiPages } from '#web/use-api.ts'

/** Every version is kept: what was sent is read as it was written. */
export const WordingHistory = ({ templateId, language }: { templateId: string; language: Language }) => {
  const page = useApiPages(api.communications.listWordings, { templateId, language, limit: 10 })
  if (page.rows.length === 0) return null
  return (
    <Section title="Versions">
      {page.rows.map(({ number, at, by, subject, body }) => (
        <details key={number}>
          <summary>{`Version ${number}, ${formatInstant(at)}, ${by}`}</summary>
          {subject && (
            <p>
              <strong>{subject}</strong>
            </p>
          )}
          <p className={classes.words} dir="auto">
            {body}
          </p>
        </details>
      ))}
      <DataFoot page={page} noun={{ one: 'version', many: 'versions' }} />
    </Section>
  )
}
