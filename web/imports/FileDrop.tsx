import { Button } from '@mantine/core'
import { type DragEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '#web/client.ts'
import classes from '#web/imports/imports.module.css'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ProgressLine } from '#web/ui/ProgressLine.tsx'
import { useApiUpload } from '#web/use-api.ts'

/** Where the trouble begins, when it is known. */
const refusalWithLine = (refusal: { message: string; details: unknown } | undefined) => {
  const line = (refusal?.details as { line?: number } | null | undefined)?.line
  return line === undefined ? refusal?.message : `Ligne ${line}. ${refusal?.message}`
}

/** A file dropped or chosen; it is looked at at once, and its page opens. */
export const FileDrop = () => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const upload = useApiUpload(api.imports.start, {
    onDone: ({ importId }) => void navigate(paths.import({ slug, importId })),
  })
  const send = (file: File | null | undefined) => {
    if (file) void upload.run({}, file)
    if (input.current) input.current.value = ''
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send(event.dataTransfer.files.item(0))
  }
  const told = refusalWithLine(upload.refusal) ?? upload.failure ?? upload.issues[0]?.message
  return (
    <>
      {told && (
        <Notice kind="late" title="Ce fichier n’a pas été gardé">
          {told}
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the button inside, which the keyboard reaches. */}
      <div
        className={classes.drop}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p className={classes.dropTitle}>Déposez ici un fichier CSV ou Excel (.xlsx)</p>
        <p className={classes.soft}>
          Séparateur, accents, dates et colonnes sont reconnus ; rien n’est écrit avant que vous l’ayez
          vérifié.
        </p>
        <input
          ref={input}
          id="import-file"
          type="file"
          accept=".csv,.txt,.tsv,.xlsx"
          className="on-screen-readers"
          tabIndex={-1}
          aria-label="Fichier à importer"
          onChange={(event) => send(event.currentTarget.files?.item(0))}
        />
        {upload.isRunning ? (
          <ProgressLine
            label={upload.progress < 1 ? 'Envoi du fichier' : 'Reconnaissance du fichier'}
            done={Math.round(upload.progress * 100)}
            total={100}
            unit="%"
            onCancel={upload.cancel}
          />
        ) : (
          <Button onClick={() => input.current?.click()}>Choisir un fichier</Button>
        )}
      </div>
    </>
  )
}
