import { Button } from '@mantine/core'
import type { ImportView } from '#contract/imports.ts'
import { api } from '#web/client.ts'
import classes from '#web/imports/imports.module.css'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiCommand } from '#web/use-api.ts'
import { isUnderWay, WorkLine } from '#web/work/WorkLine.tsx'

type Props = { view: ImportView; toColumns: (() => void) | undefined }

export const RehearsalStep = ({ view, toColumns }: Props) => {
  const access = useAccess('import-portfolio')
  const rehearse = useApiCommand(api.imports.rehearse)
  const cancel = useApiCommand(api.imports.cancel)
  const importId = view.id
  const told = rehearse.refusal?.message ?? rehearse.failure
  return (
    <Section title="Répétition">
      <p>
        Tout le fichier est lu et comparé à ce qui est connu. Rien n’est écrit : vous verrez ce qui serait
        créé, modifié, laissé tel quel ou rejeté. Vous pouvez quitter cette page, la répétition continue.
      </p>
      {told && <Notice kind="late">{told}</Notice>}
      {view.work && (
        <WorkLine work={view.work} label="Répétition" onCancel={() => void cancel.run({ importId })} />
      )}
      {!isUnderWay(view.work) && (
        <div className={classes.bar}>
          <ReasonedButton
            because={access.because}
            loading={rehearse.isRunning}
            onClick={() => void rehearse.run({ importId })}
          >
            Lancer la répétition
          </ReasonedButton>
          {toColumns && (
            <Button variant="default" onClick={toColumns}>
              Revoir les colonnes
            </Button>
          )}
        </div>
      )}
    </Section>
  )
}
