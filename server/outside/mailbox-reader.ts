import { ImapFlow } from 'imapflow'

export type MailboxAccess = { host: string; port: number; user: string; password: string; folder: string }
/** Where the reading stopped: IMAP numbers messages for as long as `validity` does not change (RFC 9051 §2.3.1). */
export type MailboxPlace = { validity: string | null; lastUid: number }
export type ReadMail = { uid: number; raw: Uint8Array }

/** Reads what came after a place, oldest first. The mailbox is left as it is: nothing is marked, moved or deleted. */
export type MailboxReader = (
  access: MailboxAccess,
  place: MailboxPlace,
  take: (mail: ReadMail) => Promise<void>,
) => Promise<MailboxPlace>

const mostAtOnce = 50
const largestMail = 30_000_000

/** Always under TLS: from the start on port 993, by STARTTLS on port 143. */
export const readImapMailbox: MailboxReader = async (access, place, take) => {
  const { host, port, user, password, folder } = access
  const client = new ImapFlow({
    ...{ host, port, secure: port === 993, logger: false },
    ...(port === 993 ? {} : { doSTARTTLS: true }),
    auth: { user, pass: password },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  })
  // Told again by the promise in progress; without a listener, it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await readAfter(client, folder, place, take)
  } finally {
    await client.logout().catch(() => client.close())
  }
}

/** The same over a connection that is open already. */
export const readAfter = async (
  client: ImapFlow,
  folder: string,
  place: MailboxPlace,
  take: (mail: ReadMail) => Promise<void>,
): Promise<MailboxPlace> => {
  const mailbox = await client.mailboxOpen(folder, { readOnly: true })
  const validity = String(mailbox.uidValidity)
  let lastUid = place.validity === validity ? place.lastUid : 0
  const found = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })
  // `n:*` always names the last message, also when it comes before n.
  const uids = (found || []).filter((uid) => uid > lastUid).sort((a, b) => a - b)
  for (const uid of uids.slice(0, mostAtOnce)) {
    const raw = await fetchMail(client, uid)
    if (raw) await take({ uid, raw })
    lastUid = uid
  }
  return { validity, lastUid }
}

/** Undefined for a message that is gone, or too large to be a request. */
const fetchMail = async (client: ImapFlow, uid: number): Promise<Uint8Array | undefined> => {
  const told = await client.fetchOne(String(uid), { size: true, uid: true }, { uid: true })
  if (!told || (told.size ?? 0) > largestMail) return undefined
  const whole = await client.fetchOne(String(uid), { source: true }, { uid: true })
  return whole ? whole.source : undefined
}
