import { Button, Textarea } from '@mantine/core'
import { type HousingFileSection, sectionRowsByKey } from '#domain/housing-files/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/housing-files/housing-files.module.css'
import type { FileProps, HousingFile } from '#web/housing-files/views.ts'
import { useAccess } from '#web/session/session.ts'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Texts = Partial<Record<HousingFileSection, string>>

const textsOf = ({ sections }: HousingFile): Texts =>
  Object.fromEntries(sections.map(({ section, written, drafted }) => [section, written ?? drafted]))

/** First words drafted from the facts, completed by hand; a part left as drafted keeps following the facts. */
export const TextsSection = ({ householdId, file }: FileProps) => {
  const may = useAccess('edit-social-situation')
  const { form, values, draft } = useDraftedForm<Texts>(`housing-file/${file.fileId}`, textsOf(file))
  const write = useApiCommand(api.housingFiles.write, {
    onDone: () => {
      draft.clear()
      void notify('Textes enregistrés.')
    },
  })
  const stale = useStaleEdit<{ version: number; sections: Texts }>(file.version, write)
  const handwritten = Object.fromEntries(
    file.sections.flatMap(({ section, drafted }) => {
      const text = (values[section] ?? '').trim()
      return text !== '' && text !== drafted.trim() ? [[section, text]] : []
    }),
  )
  const save = (version: number) =>
    void write.run({ householdId, fileId: file.fileId, version, texts: handwritten })
  return (
    <Section title="Les textes">
      <PageForm
        command={write}
        draft={draft}
        issues={write.issues}
        because={file.closed ? 'Ce dossier est fermé.' : may.because}
        submitLabel="Enregistrer les textes"
        onSubmit={form.onSubmit(() => save(stale.version))}
        banner={stale.banner({
          fields: ({ sections }) =>
            file.sections.map(({ section, drafted }) => ({
              label: sectionRowsByKey[section].label,
              mine: values[section] ?? '',
              theirs: sections[section] ?? drafted,
            })),
          onKeepMine: save,
          onTakeTheirs: ({ sections }) => form.setValues({ ...textsOf(file), ...sections }),
        })}
      >
        {file.sections.map(({ section, drafted }) => (
          <div key={section}>
            <Textarea
              label={sectionRowsByKey[section].label}
              description={sectionRowsByKey[section].help}
              placeholder="Rien au dossier : à écrire."
              autosize
              minRows={2}
              maxLength={6_000}
              readOnly={file.closed !== null || !may.allowed}
              {...form.getInputProps(section)}
            />
            <p className={classes.small}>
              {(values[section] ?? '').trim() === drafted.trim() ? (
                'Écrit d’après les faits du dossier.'
              ) : (
                <>
                  Complété à la main.{' '}
                  {drafted !== '' && !file.closed && may.allowed && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      onClick={() => form.setFieldValue(section, drafted)}
                    >
                      Reprendre les faits
                      <span className="on-screen-readers"> : {sectionRowsByKey[section].label}</span>
                    </Button>
                  )}
                </>
              )}
            </p>
          </div>
        ))}
      </PageForm>
    </Section>
  )
}
