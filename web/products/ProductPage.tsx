import { Button } from '@mantine/core'
import { Link, useParams } from 'react-router'
import type { ProductView } from '#contract/product-shapes.ts'
import { formatInteger } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { CloseOrReopen } from '#web/definitions/CloseOrReopen.tsx'
import { paths } from '#web/paths.ts'
import { ProductDetails } from '#web/products/ProductDetails.tsx'
import { ProductState } from '#web/products/ProductState.tsx'
import classes from '#web/programmes/programmes.module.css'
import { useAccess } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

export const ProductPage = () => {
  const { slug = '', productId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.products.open, { productId })
  const definition = data?.published?.definition ?? data?.draft
  return (
    <Page
      title={definition?.name || 'Produit'}
      subtitle={data && <Standing product={data} slug={slug} />}
      crumbs={[{ label: 'Produits', to: paths.products({ slug }) }]}
      actions={data && <Acts slug={slug} product={data} />}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture du produit" />}
      {data && !data.published && (
        <Notice kind="soon">
          Ce produit est en préparation : il ne se demande pas encore. Voici son brouillon.
        </Notice>
      )}
      {data && definition && (
        <div className={classes.reading}>
          <div>
            <ProductDetails definition={definition} />
          </div>
          <div>{data.versions.length > 0 && <Versions slug={slug} product={data} />}</div>
        </div>
      )}
    </Page>
  )
}

const Standing = ({ product, slug }: { product: ProductView; slug: string }) => {
  const { productId, published, draft, closedOn, openLines } = product
  return (
    <p className={classes.standing}>
      <ProductState state={closedOn ? 'closed' : published ? 'open' : 'draft'} hasDraft={draft !== null} />
      {closedOn && <span>depuis le {formatDate(closedOn)}</span>}
      {published && <span>version {published.number}</span>}
      {openLines > 0 && (
        <span>
          demandes en cours : <Link to={`${paths.funding({ slug })}?produit=${productId}`}>{openLines}</Link>
        </span>
      )}
    </p>
  )
}

const Acts = ({ slug, product }: { slug: string; product: ProductView }) => {
  const editing = useAccess('edit-products')
  const { productId, published, draft } = product
  const label = draft ? 'Reprendre le brouillon' : 'Préparer la version suivante'
  return (
    <>
      {published && <Closing product={product} />}
      {editing.allowed ? (
        <Button component={Link} to={paths.productDraft({ slug, productId })}>
          {label}
        </Button>
      ) : (
        <ReasonedButton because={editing.because}>{label}</ReasonedButton>
      )}
    </>
  )
}

const Closing = ({ product: { productId, version, closedOn } }: { product: ProductView }) => {
  const { because } = useAccess('edit-products')
  const close = useApiCommand(api.products.close, { onDone: () => void notify('Produit fermé.') })
  const reopen = useApiCommand(api.products.reopen, { onDone: () => void notify('Produit rouvert.') })
  const command = closedOn ? reopen : close
  return (
    <CloseOrReopen
      isClosed={closedOn !== null}
      noun="produit"
      because={because}
      command={command}
      confirm={() => command.run({ productId, version })}
    >
      {closedOn
        ? 'Il pourra de nouveau se demander, avec sa dernière version.'
        : 'Il ne se demandera plus ; les dossiers qui le demandent déjà continuent. Vous pourrez le rouvrir.'}
    </CloseOrReopen>
  )
}

const Versions = ({ slug, product: { productId, versions } }: { slug: string; product: ProductView }) => (
  <Section title="Versions">
    <ul className={classes.versions}>
      {versions.map(({ number, publishedOn, publishedBy, lines }) => (
        <li key={number}>
          <Link to={paths.productVersion({ slug, productId, number: String(number) })}>Version {number}</Link>{' '}
          publiée le {formatDate(publishedOn)} par {publishedBy}.{' '}
          {lines > 0 &&
            (lines === 1 ? 'Une demande la suit.' : `${formatInteger(lines)} demandes la suivent.`)}
        </li>
      ))}
    </ul>
  </Section>
)
