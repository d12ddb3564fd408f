import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { type MailboxReader, readImapMailbox } from '#server/outside/mailbox-reader.ts'
import { receiveMail } from '#server/referrals/receive-mail.ts'
import { unseal } from '#server/referrals/sealed.ts'
import { findSettings } from '#server/referrals/settings.ts'

/**
 * Reads what came since the last time. A mailbox that does not answer is said so in the settings and asked again at the
 * next round; a mail read twice is kept once.
 */
export const readMailboxOf = async (
  house: House,
  organisationId: string,
  reader: MailboxReader,
): Promise<void> => {
  const settings = await inOrganisation(
    house.database,
    organisationId,
    (tx) => findSettings({ tx, actor: { organisationId } }),
    'read only',
  )
  const { mailbox_host: host, mailbox_user: user, mailbox_password: sealed } = settings ?? {}
  if (!settings || !host || !user || !sealed) return
  try {
    const place = await reader(
      {
        ...{ host, user, port: settings.mailbox_port ?? 993, folder: settings.mailbox_folder ?? 'INBOX' },
        password: unseal(house.secret, sealed),
      },
      { validity: settings.mailbox_validity, lastUid: settings.mailbox_last_uid ?? 0 },
      async ({ raw }) => void (await receiveMail(house, organisationId, raw)),
    )
    await note(house, organisationId, {
      mailbox_validity: place.validity,
      mailbox_last_uid: place.lastUid,
      mailbox_problem: null,
    })
  } catch (error) {
    house.log.warn(
      { job: 'referrals.read-mailbox', cause: error instanceof Error ? error.name : 'unknown' },
      'mailbox',
    )
    await note(house, organisationId, { mailbox_problem: tellProblem(error) })
  }
}

/** What the person who set the mailbox can act upon; never what the server said word for word. */
const tellProblem = (error: unknown): string => {
  const { code = '', authenticationFailed } = error as { code?: string; authenticationFailed?: boolean }
  if (authenticationFailed) return 'Le serveur refuse ce compte ou ce mot de passe.'
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return 'Ce serveur est introuvable.'
  if (/CERT|TLS|SSL|DEPTH_ZERO|SELF_SIGNED/.test(code))
    return 'Le certificat de ce serveur n’est pas valable.'
  return 'Le serveur de courriel ne répond pas comme prévu. La lecture sera essayée à nouveau.'
}

type Noted = { mailbox_validity?: string | null; mailbox_last_uid?: number; mailbox_problem: string | null }

const note = (house: House, organisationId: string, noted: Noted): Promise<void> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    await tx
      .updateTable('referral_settings')
      .where('organisation_id', '=', organisationId)
      .set({ ...noted, mailbox_read_at: house.clock.now() })
      .execute()
  })

export const readMailbox = job<Record<never, never>>('referrals.read-mailbox', (house, { organisationId }) =>
  readMailboxOf(house, organisationId, readImapMailbox),
)

/** Every ten minutes, for the organisations that have a mailbox. */
export const regularMailboxes: Nightly = {
  name: 'read-mailboxes',
  at: '*/10 * * * *',
  enqueueFor: async (tx, organisationId) => {
    const settings = await findSettings({ tx, actor: { organisationId } })
    if (settings?.mailbox_host)
      await enqueue(
        tx,
        readMailbox,
        { organisationId },
        { key: `read-mailbox/${organisationId}`, maxAttempts: 1 },
      )
  },
}
