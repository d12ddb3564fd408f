import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import classes from '#web/communications/communications.module.css'
import letters from '#web/letters/letters.module.css'
import { Notice } from '#web/ui/Notice.tsx'

type Preview = Output<typeof communications.preview>

/** What a household will read, as it will read it. */
export const MessagePreview = ({ preview }: { preview: Preview }) => {
  const { subject, text, svg, pageCount, sms, missingFields } = preview
  return (
    <>
      {missingFields.length > 0 && (
        <Notice kind="soon">{`Sans valeur pour ce ménage, qui ne recevrait donc rien : ${missingFields.join(', ')}.`}</Notice>
      )}
      {sms && <p className={classes.soft}>{tellParts(sms)}</p>}
      {svg ? (
        <img
          className={letters.page}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          alt={`Courrier mis en page, ${pageCount} page${pageCount === 1 ? '' : 's'}. ${text.slice(0, 300)}`}
        />
      ) : (
        <>
          {subject && (
            <p>
              <strong>{subject}</strong>
            </p>
          )}
          <p className={classes.words} dir="auto">
            {text}
          </p>
        </>
      )}
    </>
  )
}

const tellParts = ({ parts, characters, isUnicode }: NonNullable<Preview['sms']>): string => {
  const size = `${characters} signes, ${parts} SMS`
  return isUnicode
    ? `${size}. Un signe hors de l’alphabet des SMS (ê, ë, emoji…) raccourcit chaque SMS à 70 signes.`
    : `${size}.`
}
