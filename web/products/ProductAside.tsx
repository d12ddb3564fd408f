import { useNavigate } from 'react-router'
import type { ProductView } from '#contract/product-shapes.ts'
import { compareProducts } from '#domain/funding/describe-product.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { DefinitionProblem } from '#domain/programmes/check-definition.ts'
import { api } from '#web/client.ts'
import { DiscardDraft } from '#web/definitions/DiscardDraft.tsx'
import { DraftAside } from '#web/definitions/DraftAside.tsx'
import { PublishDialog, type Publishing } from '#web/definitions/PublishDialog.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { productSectionOf, productSectionRows } from '#web/products/product-sections.ts'
import { notify } from '#web/ui/notify.ts'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = Pick<Publishing, 'version' | 'save'> & {
  product: ProductView
  definition: ProductDefinition
  problems: readonly DefinitionProblem[]
  onGone: () => void
}

/** Beside the draft of a product. */
export const ProductAside = ({ product, definition, problems, version, save, onGone }: Props) => {
  const { published } = product
  return (
    <DraftAside
      sections={productSectionRows}
      sectionOf={productSectionOf}
      problems={problems}
      published={published?.number}
      changes={published && compareProducts(published.definition, definition)}
      version={version}
      save={save}
      discard={product.draft && <Discard product={product} version={version} onGone={onGone} />}
      publish={(publishing) => <Publish product={product} onGone={onGone} publishing={publishing} />}
    />
  )
}

type PublishProps = Pick<Props, 'product' | 'onGone'> & { publishing: Publishing }

const Publish = ({ product, publishing, onGone }: PublishProps) => {
  const { productId, openLines } = product
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const command = useApiCommand(api.products.publish, {
    onDone: () => {
      onGone()
      void notify(`Version ${publishing.number} publiée.`)
      void navigate(paths.product({ slug, productId }))
    },
  })
  return (
    <PublishDialog
      {...publishing}
      command={command}
      publish={(version) => command.run({ productId, version })}
    >
      <p>
        {typeset(
          openLines === 0
            ? 'Vos équipes pourront demander ce produit avec ces règles. Une version publiée ne se modifie plus : un changement sera une version suivante.'
            : 'Les dossiers déposés gardent la version de leur dépôt ; les prochains suivront celle-ci. Une version publiée ne se modifie plus.',
        )}
      </p>
    </PublishDialog>
  )
}

const Discard = ({ product, version, onGone }: Pick<Props, 'product' | 'version' | 'onGone'>) => {
  const { productId, published } = product
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const command = useApiCommand(api.products.discardDraft, {
    onDone: ({ isGone }) => {
      onGone()
      void notify(isGone ? 'Produit abandonné.' : 'Brouillon abandonné.')
      void navigate(isGone ? paths.products({ slug }) : paths.product({ slug, productId }))
    },
  })
  return (
    <DiscardDraft command={command} discard={() => command.run({ productId, version })}>
      {published
        ? `La version ${published.number} reste en vigueur. Ce qui est écrit dans ce brouillon est perdu.`
        : 'Ce produit n’a jamais été publié : il disparaît avec son brouillon.'}
    </DiscardDraft>
  )
}
