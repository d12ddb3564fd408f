import { useParams } from 'react-router'
import { compareProducts } from '#domain/funding/describe-product.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { ProductDetails } from '#web/products/ProductDetails.tsx'
import { Changes } from '#web/programmes/Changes.tsx'
import classes from '#web/programmes/programmes.module.css'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** A version as it was published, and what it changed. */
export const ProductVersionPage = () => {
  const { slug = '', productId = '', number = '' } = useParams()
  const asked = Number(number)
  const { data, error, refetch } = useApiQuery(api.products.openVersion, { productId, number: asked })
  const former = useApiQuery(
    api.products.openVersion,
    { productId, number: asked - 1 },
    { enabled: asked > 1 },
  )
  return (
    <Page
      title={data ? `${data.definition.name}, version ${data.number}` : 'Version'}
      subtitle={data && `Publiée le ${formatDate(data.publishedOn)} par ${data.publishedBy}`}
      crumbs={[
        { label: 'Produits', to: paths.products({ slug }) },
        { label: 'Produit', to: paths.product({ slug, productId }) },
      ]}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture de la version" />}
      {data && (
        <div className={classes.reading}>
          <div>
            <ProductDetails definition={data.definition} />
          </div>
          {former.data && (
            <Section title={`Ce qu’elle a changé depuis la version ${former.data.number}`}>
              <Changes changes={compareProducts(former.data.definition, data.definition)} />
            </Section>
          )}
        </div>
      )}
    </Page>
  )
}
