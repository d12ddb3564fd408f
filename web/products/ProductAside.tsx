import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ProductView } from '#contract/product-shapes.ts'
import { compareProducts } from '#domain/funding/describe-product.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { DefinitionProblem } from '#domain/programmes/check-definition.ts'
import type { DefinitionChange } from '#domain/programmes/compare-definitions.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { productSectionOf, productSectionRows } from '#web/products/product-sections.ts'
import { Changes } from '#web/programmes/Changes.tsx'
import { DraftContents, whyNotPublish } from '#web/programmes/DraftContents.tsx'
import classes from '#web/programmes/programmes.module.css'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = {
  product: ProductView
  definition: ProductDefinition
  problems: readonly DefinitionProblem[]
  version: number
  /** Undefined when everything is saved. */
  save: (() => Promise<number | undefined>) | undefined
  onGone: () => void
}

/** Beside the draft: what is left to complete, what changes, and the way out. */
export const ProductAside = ({ product, definition, problems, version, save, onGone }: Props) => {
  const [isPublishing, setPublishing] = useState(false)
  const { published } = product
  const changes = published && compareProducts(published.definition, definition)
  const next = (published?.number ?? 0) + 1
  return (
    <aside className={classes.aside} aria-label="Avant de publier">
      <Section title="Avant de publier">
        <DraftContents sections={productSectionRows} sectionOf={productSectionOf} problems={problems} />
        {problems.length === 0 && (
          <p>
            <Signal kind="done">Tout est complet.</Signal>
          </p>
        )}
        {changes && (
          <>
            <h3>Ce qui change par rapport à la version {published.number}</h3>
            <Changes changes={changes} />
          </>
        )}
        <div className={classes.asideActs}>
          <ReasonedButton
            because={whyNotPublish(problems, changes?.length)}
            onClick={() => setPublishing(true)}
          >
            Publier la version {next}
          </ReasonedButton>
          <Discard product={product} version={version} onGone={onGone} />
        </div>
      </Section>
      {isPublishing && (
        <Publish
          product={product}
          number={next}
          changes={changes}
          version={version}
          save={save}
          onGone={onGone}
          onClose={() => setPublishing(false)}
        />
      )}
    </aside>
  )
}

type PublishProps = Pick<Props, 'product' | 'version' | 'save' | 'onGone'> & {
  number: number
  changes: readonly DefinitionChange[] | null
  onClose: () => void
}

const Publish = ({
  product: { productId, openLines },
  number,
  changes,
  version,
  save,
  onGone,
  onClose,
}: PublishProps) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const command = useApiCommand(api.products.publish, {
    onDone: () => {
      onGone()
      void notify(`Version ${number} publiée.`)
      void navigate(paths.product({ slug, productId }))
    },
  })
  const publish = async () => {
    const saved = save ? await save() : version
    return saved === undefined ? undefined : command.run({ productId, version: saved })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Publier la version ${number} ?`}
      confirmLabel={`Publier la version ${number}`}
      command={command}
      onConfirm={publish}
    >
      <div className={classes.dialog}>
        <p>
          {typeset(
            openLines === 0
              ? 'Vos équipes pourront demander ce produit avec ces règles. Une version publiée ne se modifie plus : un changement sera une version suivante.'
              : 'Les dossiers déposés gardent la version de leur dépôt ; les prochains suivront celle-ci. Une version publiée ne se modifie plus.',
          )}
        </p>
        {changes && <Changes changes={changes} />}
      </div>
    </ConfirmDialog>
  )
}

type DiscardProps = Pick<Props, 'product' | 'version' | 'onGone'>

const Discard = ({ product: { productId, published, draft }, version, onGone }: DiscardProps) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const command = useApiCommand(api.products.discardDraft, {
    onDone: ({ isGone }) => {
      onGone()
      void notify(isGone ? 'Produit abandonné.' : 'Brouillon abandonné.')
      void navigate(isGone ? paths.products({ slug }) : paths.product({ slug, productId }))
    },
  })
  if (!draft) return null
  return (
    <>
      <Button variant="subtle" color="late" onClick={() => setAsking(true)}>
        Abandonner le brouillon
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Abandonner le brouillon ?"
        confirmLabel="Abandonner le brouillon"
        isDangerous
        command={command}
        onConfirm={() => command.run({ productId, version })}
      >
        {published
          ? `La version ${published.number} reste en vigueur. Ce qui est écrit dans ce brouillon est perdu.`
          : 'Ce produit n’a jamais été publié : il disparaît avec son brouillon.'}
      </ConfirmDialog>
    </>
  )
}
