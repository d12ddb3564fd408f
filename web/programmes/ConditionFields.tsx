import { Button } from '@mantine/core'
import type { EligibilityTest } from '#domain/programmes/eligibility-facts.ts'
import { ConditionLine } from '#web/programmes/ConditionLine.tsx'
import classes from '#web/programmes/programmes.module.css'
import { moved, nextKey } from '#web/programmes/section.ts'
import { typeset } from '#web/ui/typeset.ts'

type Props = {
  /** A programme, or a product. */
  definition: { eligibility: EligibilityTest[] }
  set: (change: { eligibility: EligibilityTest[] }) => void
  wrong: (path: string) => string | undefined
}

export const ConditionFields = ({ definition: { eligibility }, set, wrong }: Props) => {
  const put = (tests: EligibilityTest[]) => set({ eligibility: tests })
  const key = nextKey(
    'condition',
    eligibility.map((test) => test.key),
  )
  return (
    <>
      <p className={classes.hint}>
        {typeset(
          'Une condition sur un fait se vérifie d’elle-même quand le dossier le dit ; une question se pose à une personne. Ce que le dossier ne dit pas reste à vérifier : ce n’est jamais un refus.',
        )}
      </p>
      {wrong('eligibility') && <p className={classes.wrong}>{wrong('eligibility')}</p>}
      <ol className={classes.lines}>
        {eligibility.map((test, index) => (
          <ConditionLine
            key={test.key}
            test={test}
            index={index}
            count={eligibility.length}
            wrong={(field) => wrong(`eligibility.${index}.${field}`)}
            onChange={(next) => put(eligibility.map((one, place) => (place === index ? next : one)))}
            onMove={(by) => put(moved(eligibility, index, by))}
            onRemove={() => put(eligibility.filter((_, place) => place !== index))}
          />
        ))}
      </ol>
      <div className={classes.adding}>
        <Button
          variant="default"
          onClick={() =>
            put([
              ...eligibility,
              { key, fact: 'effort-rate-with-energy', condition: { is: 'at-most', value: 2500 }, source: '' },
            ])
          }
        >
          Ajouter une condition sur un fait
        </Button>
        <Button variant="default" onClick={() => put([...eligibility, { key, question: '', source: '' }])}>
          Ajouter une question
        </Button>
      </div>
    </>
  )
}
