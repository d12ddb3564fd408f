import { useParams } from 'react-router'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { ProductEditor } from '#web/products/ProductEditor.tsx'
import { useAccess } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const ProductDraftPage = () => {
  const { slug = '', productId = '' } = useParams()
  const editing = useAccess('edit-products')
  const { data, error, refetch } = useApiQuery(api.products.open, { productId })
  const name = data?.published?.definition.name ?? data?.draft?.name
  return (
    <Page
      title={data?.published ? `Version ${data.published.number + 1}` : 'Nouveau produit'}
      subtitle="Enregistrez autant de fois qu’il le faut ; rien ne change pour les dossiers avant la publication."
      crumbs={[
        { label: 'Produits', to: paths.products({ slug }) },
        { label: name || 'Sans nom', to: paths.product({ slug, productId }) },
      ]}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture du produit" />}
      {data && !editing.allowed && (
        <EmptyState title="Ce brouillon se lit seulement">{editing.because}</EmptyState>
      )}
      {data && editing.allowed && <ProductEditor key={productId} product={data} />}
    </Page>
  )
}
