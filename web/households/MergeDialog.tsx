import { Checkbox, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import type { DuplicateProposal } from '#contract/duplicates.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Candidate = DuplicateProposal['personA']

const tell = ({ name, birthOn, phone, email }: Candidate) =>
  [name, birthOn && formatDate(birthOn), phone, email].filter(Boolean).join(', ')

/** Chooses which record stays, and says what becomes of the other, before anything is moved. */
export const MergeDialog = ({ proposal, onClose }: { proposal: DuplicateProposal; onClose: () => void }) => {
  const { personA, personB } = proposal
  const [keptId, setKept] = useState(personA.personId)
  const [withFiles, setWithFiles] = useState(false)
  const mergePersons = useApiCommand(api.duplicates.mergePersons)
  const mergeHouseholds = useApiCommand(api.duplicates.mergeHouseholds)
  const [kept, absorbed] = keptId === personA.personId ? [personA, personB] : [personB, personA]
  const apart =
    kept.householdId !== null && absorbed.householdId !== null && kept.householdId !== absorbed.householdId
  const confirm = async () => {
    const persons = await mergePersons.run({ keptId: kept.personId, absorbedId: absorbed.personId })
    if (!persons) return undefined
    if (apart && withFiles && kept.householdId && absorbed.householdId) {
      const files = await mergeHouseholds.run({
        householdId: kept.householdId,
        absorbedId: absorbed.householdId,
      })
      if (!files) return undefined
    }
    void notify('Fiches réunies.')
    return persons
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Réunir ces deux fiches ?"
      confirmLabel="Réunir les fiches"
      command={mergeHouseholds.refusal ? mergeHouseholds : mergePersons}
      onConfirm={confirm}
    >
      <Radio.Group label="Fiche à garder" value={keptId} onChange={setKept}>
        <Stack gap="xs" mt="xs">
          <Radio value={personA.personId} label={tell(personA)} />
          <Radio value={personB.personId} label={tell(personB)} />
        </Stack>
      </Radio.Group>
      <p>
        La fiche gardée prend de l’autre ce qui lui manque. Rien n’est effacé : la fusion peut être défaite
        sur cette page.
      </p>
      {apart && (
        <Checkbox
          checked={withFiles}
          onChange={(event) => setWithFiles(event.currentTarget.checked)}
          label={typeset(
            `Réunir aussi les dossiers « ${kept.householdLabel} » et « ${absorbed.householdLabel} »`,
          )}
          description="C’est le même ménage. Laissez vide si la personne a seulement changé de ménage."
        />
      )}
    </ConfirmDialog>
  )
}
