import { Button, FileInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { importColumnLabels, importColumns } from '#domain/conventions/import-columns.ts'
import { api } from '#web/client.ts'
import { ConventionsFrame } from '#web/conventions/ConventionsFrame.tsx'
import classes from '#web/conventions/conventions.module.css'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { saveCsv } from '#web/ui/csv.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiUpload } from '#web/use-api.ts'

/** A list of conventions is read first; nothing is written before one has seen what it would do. */
export const ConventionImportPage = () => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const { because } = useAccess('edit-conventions')
  const [file, setFile] = useState<File | null>(null)
  const upload = useApiUpload(api.conventions.rehearseImport, {
    onDone: ({ importId }) => void navigate(paths.conventionImported({ slug, importId })),
  })
  const line = (upload.refusal?.details as { line?: number } | null | undefined)?.line
  const told = upload.refusal?.message ?? upload.failure ?? upload.issues[0]?.message
  return (
    <ConventionsFrame title="Importer une liste de conventions">
      <Section title="Le fichier">
        {told && (
          <Notice kind="late" title="Ce fichier n’a pas été gardé">
            {line === undefined ? told : `Ligne ${line}. ${told}`}
          </Notice>
        )}
        <FileInput
          label="Liste des conventions"
          description="CSV ou Excel (.xlsx), une convention par ligne. Rien n’est écrit avant que vous l’ayez vérifié."
          placeholder="Choisir un fichier"
          accept=".csv,.txt,.tsv,.xlsx"
          value={file}
          onChange={setFile}
          maw="28rem"
        />
        <ReasonedButton
          mt="md"
          because={because ?? (file ? undefined : 'Choisissez un fichier.')}
          loading={upload.isRunning}
          onClick={() => file && void upload.run({}, file)}
        >
          Lire la liste
        </ReasonedButton>
      </Section>
      <Section
        title="Ce que la liste peut dire"
        actions={
          <Button
            variant="default"
            size="xs"
            onClick={() =>
              saveCsv(
                'modele-conventions',
                `${importColumns.map((column) => importColumnLabels[column]).join(';')}\r\n`,
              )
            }
          >
            Télécharger un modèle
          </Button>
        }
      >
        <p className={classes.words}>
          {typeset(
            'Trois colonnes suffisent : référence, intitulé et partenaires. Les autres sont reconnues à leur titre : type, convention cadre, niveau, rôle, signataire, dates de signature, de début et de fin, renouvellement, préavis, territoires, domaines, montant et nature de l’enveloppe.',
          )}
        </p>
        <p className={classes.words}>
          {typeset(
            'Plusieurs partenaires, territoires ou domaines se séparent par une barre verticale ( | ). Un territoire se dit par son nom ou par son code (INSEE ou SIREN). Une référence déjà présente n’est pas ajoutée deux fois.',
          )}
        </p>
      </Section>
    </ConventionsFrame>
  )
}
