import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import classes from '#web/session/DeviceSessions.module.css'
import { deviceName } from '#web/session/device-name.ts'
import { type DeviceSession, identity } from '#web/session/identity.ts'
import { useSessionChanged } from '#web/session/session.ts'
import { useAttempt } from '#web/session/use-attempt.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'

const queryKey = ['device-sessions'] as const

const readDevices = async () => {
  const [devices, current] = await Promise.all([identity.listSessions(), identity.currentSession()])
  return devices
    .map((device) => ({ ...device, isThisOne: device.token === current?.session.token }))
    .toSorted((a, b) => Number(b.isThisOne) - Number(a.isThisOne) || b.updatedAt.localeCompare(a.updatedAt))
}

/** Where this person is signed in; each place can be signed out from here. */
export const DeviceSessions = () => {
  const { data, error, refetch } = useQuery({ queryKey, queryFn: readDevices })
  const client = useQueryClient()
  const sessionChanged = useSessionChanged()
  const { attempt, isRunning, failure } = useAttempt()
  if (error && !data) return <ErrorState error={error} retry={refetch} />
  if (!data) return <Waiting />
  const revoke = (work: () => Promise<unknown>, isThisOne: boolean) =>
    attempt(async () => {
      await work()
      await (isThisOne ? sessionChanged() : client.invalidateQueries({ queryKey }))
    })
  return (
    <>
      {failure && <Notice kind="late">{failure}</Notice>}
      <ul className={classes.devices}>
        {data.map((device) => (
          <Device
            key={device.id}
            device={device}
            isBusy={isRunning}
            onRevoke={() => revoke(() => identity.revokeSession(device.token), device.isThisOne)}
          />
        ))}
      </ul>
      {data.length > 1 && (
        <Button
          variant="default"
          mt="md"
          disabled={isRunning}
          onClick={() => revoke(identity.revokeOtherSessions, false)}
        >
          Déconnecter tous les autres appareils
        </Button>
      )}
    </>
  )
}

type DeviceProps = { device: DeviceSession & { isThisOne: boolean }; isBusy: boolean; onRevoke: () => void }

const Device = ({ device, isBusy, onRevoke }: DeviceProps) => (
  <li>
    <div>
      <span>
        {deviceName(device.userAgent)}
        {device.isThisOne && <b> (cet appareil)</b>}
      </span>
      <span className={classes.detail}>
        Connecté le {formatInstant(device.createdAt)}, vu le {formatInstant(device.updatedAt)}
        {device.ipAddress && `, depuis ${device.ipAddress}`}
      </span>
    </div>
    <Button variant="default" size="xs" disabled={isBusy} onClick={onRevoke}>
      Déconnecter
      <span className="on-screen-readers"> {deviceName(device.userAgent)}</span>
    </Button>
  </li>
)
