import { useState } from 'react'
import { Link } from 'react-router'
import { type ProductRow, productStates } from '#contract/product-shapes.ts'
import { tellBounds } from '#domain/funding/describe-product.ts'
import { financingKindLabels, financingKinds } from '#domain/funding/kinds.ts'
import { api } from '#web/client.ts'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { NewProductForm } from '#web/products/NewProductForm.tsx'
import { ProductState } from '#web/products/ProductState.tsx'
import { useAccess } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const schema = { etat: oneOf(productStates), nature: oneOf(financingKinds) }
const states = [
  { value: 'open', label: 'ouverts' },
  { value: 'draft', label: 'en préparation' },
  { value: 'closed', label: 'fermés' },
] as const
const kinds = financingKinds.map((value) => ({ value, label: financingKindLabels[value] }))

export const ProductsPage = () => {
  const slug = useOrganisationSlug()
  const editing = useAccess('edit-products')
  const [{ etat, nature }, setFilters] = useUrlState(schema)
  const [isCreating, setCreating] = useState(false)
  const page = useApiPages(api.products.list, {
    ...(etat ? { state: etat } : {}),
    ...(nature ? { kind: nature } : {}),
  })
  const isFiltered = etat !== undefined || nature !== undefined
  return (
    <FundingFrame
      title="Produits de financement"
      subtitle="Prêts, avances et aides : pour qui, pour quoi, combien, comment on le rembourse."
      actions={
        <ReasonedButton because={editing.because} onClick={() => setCreating(true)}>
          Nouveau produit
        </ReasonedButton>
      }
    >
      <Filters isActive={isFiltered} onClear={() => setFilters({ etat: undefined, nature: undefined })}>
        <OneFilter
          label="État"
          anyLabel="tous"
          choices={states}
          value={etat}
          onChange={(value) => setFilters({ etat: value })}
        />
        <OneFilter
          label="Nature"
          anyLabel="toutes"
          choices={kinds}
          value={nature}
          onChange={(value) => setFilters({ nature: value })}
        />
      </Filters>
      <DataTable<ProductRow>
        label="Produits de financement"
        noun={{ one: 'produit', many: 'produits' }}
        columns={columnsOf(slug)}
        page={page}
        rowKey={({ productId }) => productId}
        empty={<Nothing isFiltered={isFiltered} />}
      />
      {isCreating && <NewProductForm onClose={() => setCreating(false)} />}
    </FundingFrame>
  )
}

const columnsOf = (slug: string): Column<ProductRow>[] => [
  {
    key: 'name',
    header: 'Produit',
    cell: ({ productId, name }) => <Link to={paths.product({ slug, productId })}>{name || 'Sans nom'}</Link>,
  },
  { key: 'kind', header: 'Nature', cell: ({ kind }) => financingKindLabels[kind], from: 'tablet' },
  {
    key: 'state',
    header: 'État',
    cell: ({ state, hasDraft }) => <ProductState state={state} hasDraft={hasDraft} />,
  },
  { key: 'amount', header: 'Montant', cell: (row) => tellBounds(row), from: 'laptop' },
  { key: 'version', header: 'Version', align: 'end', cell: ({ number }) => number ?? '' },
  {
    key: 'lines',
    header: 'Demandes en cours',
    align: 'end',
    cell: ({ productId, openLines }) =>
      openLines === 0 ? 0 : <Link to={`${paths.funding({ slug })}?produit=${productId}`}>{openLines}</Link>,
    from: 'tablet',
  },
]

const Nothing = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState title="Aucun produit dans ce choix">Effacez les filtres pour voir les autres.</EmptyState>
  ) : (
    <EmptyState title="Aucun produit pour l’instant">
      Partez d’un produit fourni avec Palier (prêt Missions Sociales, avance de subvention, aide à la dette
      locative…), vérifiez ses règles, puis publiez-le : vos équipes pourront alors ouvrir des dossiers.
    </EmptyState>
  )
