import { Button, FileButton } from '@mantine/core'
import classes from '#web/disbursements/disbursements.module.css'

type Props = { file: File | null; onChange: (file: File | null) => void; label: string }

/** A PDF or a photo of a paper. */
export const FileChoice = ({ file, onChange, label }: Props) => (
  <div>
    <FileButton onChange={onChange} accept="application/pdf,image/jpeg,image/png">
      {(props) => (
        <Button {...props} variant="default">
          {label}
        </Button>
      )}
    </FileButton>
    <p className={classes.hint}>{file ? file.name : 'Aucun fichier choisi.'}</p>
  </div>
)
