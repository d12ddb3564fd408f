import { Button } from '@mantine/core'
import type { Referral } from '#contract/referrals.ts'
import { saySize } from '#web/casework/say-size.ts'
import { api } from '#web/client.ts'
import classes from '#web/parcels/parcels.module.css'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiDownload } from '#web/use-api.ts'

type Props = { referralId: string; files: Referral['files'] }

/** Saved on the computer, never opened in the page: they come from outside. */
export const FilesSection = ({ referralId, files }: Props) => {
  const open = useApiDownload(api.referrals.openFile)
  if (files.length === 0) return null
  return (
    <Section title="Pièces jointes">
      {open.refusal && <Notice kind="late">{open.refusal.message}</Notice>}
      <ul className={classes.candidates}>
        {files.map(({ fileId, name, sizeBytes }) => (
          <li key={fileId}>
            <Button size="compact-sm" variant="subtle" onClick={() => void open.run({ referralId, fileId })}>
              {name}
            </Button>{' '}
            {saySize(sizeBytes)}
          </li>
        ))}
      </ul>
    </Section>
  )
}
