import { Button } from '@mantine/core'
import { api } from '#web/client.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { household: { id: string; name: string }; onKnown: (payeeId: string) => void }

/** The household itself, made a payee the first time it is paid. */
export const HouseholdPayee = ({ household, onKnown }: Props) => {
  const add = useApiCommand(api.payees.addHousehold, { onDone: ({ payeeId }) => onKnown(payeeId) })
  return (
    <>
      {add.failure && <Notice kind="late">{add.failure}</Notice>}
      <Button
        variant="subtle"
        size="compact-sm"
        loading={add.isRunning}
        onClick={() => void add.run({ householdId: household.id, name: household.name })}
      >
        Payer le ménage, {household.name}
      </Button>
    </>
  )
}
