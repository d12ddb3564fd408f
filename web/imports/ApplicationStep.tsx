import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ImportView } from '#contract/imports.ts'
import { formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { FindingsTable } from '#web/imports/FindingsTable.tsx'
import classes from '#web/imports/imports.module.css'
import { ReportTable } from '#web/imports/ReportTable.tsx'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiCommand } from '#web/use-api.ts'
import { isUnderWay, WorkLine } from '#web/work/WorkLine.tsx'

type Props = { view: ImportView; toColumns: (() => void) | undefined }

export const ApplicationStep = ({ view, toColumns }: Props) => {
  const access = useAccess('import-portfolio')
  const [isAsking, setAsking] = useState(false)
  const apply = useApiCommand(api.imports.apply)
  const rehearse = useApiCommand(api.imports.rehearse)
  const cancel = useApiCommand(api.imports.cancel)
  const importId = view.id
  const rejected = view.rehearsal?.linesRejected ?? 0
  const good = (view.rehearsal?.linesRead ?? 0) - rejected
  const isWriting = isUnderWay(view.work)
  return (
    <>
      {view.work && (
        <WorkLine
          work={view.work}
          label={view.work.kind === 'import-rehearsal' ? 'Répétition' : 'Application'}
          onCancel={() => void cancel.run({ importId })}
        />
      )}
      {view.rehearsal && (
        <Section title="Ce que l’import ferait">
          <ReportTable report={view.rehearsal} />
          {!isWriting && (
            <div className={classes.bar}>
              <ReasonedButton
                because={access.because ?? (good === 0 ? 'Aucune ligne ne peut être importée.' : undefined)}
                onClick={() => setAsking(true)}
              >
                Appliquer l’import
              </ReasonedButton>
              <Button
                variant="default"
                loading={rehearse.isRunning}
                onClick={() => void rehearse.run({ importId })}
              >
                Répéter de nouveau
              </Button>
              {toColumns && (
                <Button variant="default" onClick={toColumns}>
                  Revoir les colonnes
                </Button>
              )}
            </div>
          )}
        </Section>
      )}
      {access.allowed && !isWriting && <FindingsTable importId={importId} />}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Appliquer l’import ?"
        confirmLabel={`Importer ${formatInteger(good)} lignes`}
        command={apply}
        onConfirm={() => apply.run({ importId, keepGoodLines: true })}
      >
        {rejected === 0
          ? `Les ${formatInteger(good)} lignes du fichier seront écrites.`
          : `${formatInteger(good)} lignes seront écrites. Les ${formatInteger(rejected)} lignes rejetées ne le seront pas : corrigez-les dans votre logiciel, puis déposez de nouveau le fichier.`}
      </ConfirmDialog>
    </>
  )
}
