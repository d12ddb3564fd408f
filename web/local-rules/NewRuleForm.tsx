import { Select, TextInput } from '@mantine/core'
import { useNavigate } from 'react-router'
import {
  type LocalRuleKind,
  localRuleKindLabels,
  localRuleKinds,
  territoryCodePattern,
} from '#domain/local-rules/kinds.ts'
import { findShippedDaloRule } from '#domain/local-rules/shipped-dalo.ts'
import { findShippedFslRule } from '#domain/local-rules/shipped-fsl.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

const shippedFor = (kind: LocalRuleKind, code: string) =>
  kind === 'fsl' ? findShippedFslRule(code) : findShippedDaloRule(code)

const missing = (code: string, name: string): string | undefined => {
  if (!territoryCodePattern.test(code)) return 'Donnez le numéro du département, par exemple 33.'
  return name.trim() === '' ? 'Donnez le nom du territoire.' : undefined
}

/** A territory that has no rules yet; where Palier ships some, they are what one starts from. */
export const NewRuleForm = ({ kind, onClose }: { kind: LocalRuleKind; onClose: () => void }) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const { form, values, draft } = useDraftedForm('new-local-rule', { kind, code: '', name: '' })
  const code = values.code.trim().toUpperCase()
  const shipped = shippedFor(values.kind, code)
  const name = values.name.trim() || shipped?.territoryName || ''
  const command = useApiCommand(api.localRules.create, {
    onDone: () => {
      draft.clear()
      void navigate(paths.settingsLocalRule({ slug, kind: values.kind, territory: code }))
    },
  })
  const issues = useIssues(form, command.issues, [])
  return (
    <SideForm
      opened
      onClose={onClose}
      title="Ajouter un territoire"
      submitLabel="Préparer ces règles"
      because={missing(code, name)}
      command={command}
      issues={issues}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        void command.run({
          kind: values.kind,
          territoryCode: code,
          territoryName: name,
          start: shipped ? 'shipped' : 'blank',
        })
      })}
    >
      <Select
        label="Sorte de règle"
        allowDeselect={false}
        data={localRuleKinds.map((value) => ({ value, label: localRuleKindLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <TextInput
        label="Numéro du département"
        description="33, 2A, 974 ; ajoutez M pour une métropole qui gère son fonds : 69M."
        maxLength={4}
        required
        {...form.getInputProps('code')}
      />
      <TextInput
        label="Nom du territoire"
        maxLength={120}
        placeholder={shipped?.territoryName ?? ''}
        {...form.getInputProps('name')}
      />
      {shipped && (
        <Notice kind="plain">
          Palier fournit des règles pour ce territoire : vous partez d’elles, et vous les corrigez.
        </Notice>
      )}
    </SideForm>
  )
}
