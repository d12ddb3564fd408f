import { Button } from '@mantine/core'
import { api } from '#web/client.ts'
import { SendDocument } from '#web/communications/SendDocument.tsx'
import classes from '#web/offers/offers.module.css'
import type { Review } from '#web/offers/views.ts'
import { Day } from '#web/ui/Day.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { useApiDownload } from '#web/use-api.ts'

type Props = { applicationId: string; documents: Review['documents']; label: string }

/** Letters, offers and signed copies, each as it was on its day. */
export const FundingDocuments = ({ applicationId, documents, label }: Props) => {
  const open = useApiDownload(api.reviews.openDocument)
  if (documents.length === 0) return null
  const told = open.refusal?.message ?? open.failure
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      <ul className={classes.rows} aria-label={label}>
        {documents.map(({ id, label: name, madeOn, isSigned, addedBy }) => (
          <li key={id}>
            <div>
              {name}
              {isSigned && ', copie signée'}
              <p className={classes.small}>
                <Day date={madeOn} />
                {addedBy && ` · ${addedBy}`}
              </p>
            </div>
            <div className={classes.acts}>
              <Button
                size="compact-sm"
                variant="subtle"
                loading={open.isRunning}
                onClick={() => void open.run({ applicationId, documentId: id }, 'tab')}
              >
                Ouvrir
                <span className="on-screen-readers">
                  {' '}
                  : {name}
                  {isSigned && ', copie signée'}
                </span>
              </Button>
              {!isSigned && <SendDocument applicationId={applicationId} documentId={id} name={name} />}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
