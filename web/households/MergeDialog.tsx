import { Checkbox, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import type { DuplicateProposal } from '#contract/duplicates.ts'
import { tellPhone } from '#domain/phone.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Candidate = DuplicateProposal['personA']
/** The record that stays, and the one that goes into it. */
type Pair = { kept: Candidate; absorbed: Candidate }

const tell = ({ name, birthOn, phone, email }: Candidate) =>
  [name, birthOn && formatDate(birthOn), phone && tellPhone(phone), email].filter(Boolean).join(', ')

const inputOf = ({ kept, absorbed }: Pair) => ({
  keptId: kept.personId,
  version: kept.version,
  absorbedId: absorbed.personId,
  absorbedVersion: absorbed.version,
})

const keyOf = ({ kept, absorbed }: Pair) => [kept.personId, absorbed.personId].toSorted().join(' ')

/** Chooses which record stays, and says what becomes of the other, before anything is moved. */
export const MergeDialog = ({ proposal, onClose }: { proposal: DuplicateProposal; onClose: () => void }) => {
  const { personA, personB } = proposal
  const [keptId, setKept] = useState(personA.personId)
  const [withFiles, setWithFiles] = useState(false)
  const [leftApart, setLeftApart] = useState<readonly string[]>([])
  const mergePersons = useApiCommand(api.duplicates.mergePersons)
  const mergeHouseholds = useApiCommand(api.duplicates.mergeHouseholds)
  const chosen: Pair =
    keptId === personA.personId ? { kept: personA, absorbed: personB } : { kept: personB, absorbed: personA }
  const files = filesOf(chosen)
  const others = useOtherPairs(chosen, withFiles)
  const joined = [chosen, ...others.filter((pair) => !leftApart.includes(keyOf(pair)))]
  const confirm = async () => {
    const done =
      files && withFiles
        ? await mergeHouseholds.run({ ...files, persons: joined.map(inputOf) })
        : await mergePersons.run(inputOf(chosen))
    if (done) void notify(files && withFiles ? 'Dossiers et fiches réunis.' : 'Fiches réunies.')
    return done
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Réunir ces deux fiches ?"
      confirmLabel={files && withFiles ? 'Réunir dossiers et fiches' : 'Réunir les fiches'}
      command={withFiles ? mergeHouseholds : mergePersons}
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
      {files && (
        <Checkbox
          checked={withFiles}
          onChange={(event) => setWithFiles(event.currentTarget.checked)}
          label={typeset(
            `Réunir aussi les dossiers « ${chosen.kept.householdLabel} » et « ${chosen.absorbed.householdLabel} »`,
          )}
          description="C’est le même ménage. Laissez vide si la personne a seulement changé de ménage."
        />
      )}
      {withFiles && others.length > 0 && (
        <Checkbox.Group
          label="Et les autres personnes de ces dossiers"
          description="Décochez celles qui ne sont pas les mêmes. Tout se défait d’un coup."
          mt="md"
          value={others.map(keyOf).filter((key) => !leftApart.includes(key))}
          onChange={(kept) => setLeftApart(others.map(keyOf).filter((key) => !kept.includes(key)))}
        >
          <Stack gap="xs" mt="xs">
            {others.map((pair) => (
              <Checkbox
                key={keyOf(pair)}
                value={keyOf(pair)}
                label={typeset(`${tell(pair.kept)} et ${tell(pair.absorbed)}`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </ConfirmDialog>
  )
}

/** The two files, when the two records are in files apart. */
const filesOf = ({ kept, absorbed }: Pair) =>
  kept.householdId !== null &&
  absorbed.householdId !== null &&
  kept.householdVersion !== null &&
  absorbed.householdVersion !== null &&
  kept.householdId !== absorbed.householdId
    ? {
        householdId: kept.householdId,
        version: kept.householdVersion,
        absorbedId: absorbed.householdId,
        absorbedVersion: absorbed.householdVersion,
      }
    : undefined

/** The other persons proposed between the two files: each is kept where the file is kept, and joined once. */
const useOtherPairs = (chosen: Pair, enabled: boolean): Pair[] => {
  const { kept, absorbed } = chosen
  const between = useApiQuery(
    api.duplicates.listBetween,
    { householdId: kept.householdId ?? '', otherId: absorbed.householdId ?? '' },
    { enabled },
  )
  const taken = new Set([kept.personId, absorbed.personId])
  const pairs: Pair[] = []
  for (const { personA, personB } of between.data?.rows ?? []) {
    if (taken.has(personA.personId) || taken.has(personB.personId)) continue
    taken.add(personA.personId)
    taken.add(personB.personId)
    pairs.push(
      personA.householdId === kept.householdId
        ? { kept: personA, absorbed: personB }
        : { kept: personB, absorbed: personA },
    )
  }
  return pairs
}
