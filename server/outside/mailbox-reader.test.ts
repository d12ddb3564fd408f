import { createServer, type Server, type Socket } from 'node:net'
import { ImapFlow } from 'imapflow'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAfter, readImapMailbox } from '#server/outside/mailbox-reader.ts'

const mails = new Map([
  [7, 'Subject: premier\r\n\r\nBonjour.\r\n'],
  [9, 'Subject: second\r\n\r\nRe-bonjour.\r\n'],
])

let server: Server
let port: number
let asked: string[]
const sockets = new Set<Socket>()

/** As much of IMAP4rev1 as a reader needs, answering by the letter of RFC 3501. */
const answer = (line: string): string => {
  const [tag = '', ...words] = line.split(' ')
  const command = words.join(' ').toUpperCase()
  asked.push(command)
  const done = `${tag} OK done\r\n`
  if (command.startsWith('CAPABILITY')) return `* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${done}`
  if (command.startsWith('LOGOUT')) return `* BYE\r\n${done}`
  if (command.startsWith('LIST')) return `* LIST () "/" INBOX\r\n${done}`
  if (command.startsWith('EXAMINE'))
    return `* FLAGS ()\r\n* 2 EXISTS\r\n* OK [UIDVALIDITY 77] .\r\n* OK [UIDNEXT 10] .\r\n${tag} OK [READ-ONLY] done\r\n`
  const search = /^UID SEARCH .*?(\d+):\*/.exec(command)
  // The star is the last message, even when it comes before the number asked.
  if (search)
    return `* SEARCH ${[...mails.keys()].filter((uid) => uid >= Math.min(Number(search[1]), 9)).join(' ')}\r\n${done}`
  const fetched = Number(/^UID FETCH (\d+)/.exec(command)?.[1])
  const mail = mails.get(fetched)
  if (mail) {
    const body = command.includes('BODY') ? ` BODY[] {${mail.length}}\r\n${mail}` : ''
    return `* 1 FETCH (UID ${fetched} RFC822.SIZE ${mail.length}${body})\r\n${done}`
  }
  return done
}

beforeEach(async () => {
  asked = []
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.write('* OK ready\r\n')
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (/AUTHENTICATE PLAIN$/i.test(line)) socket.write('+ \r\n')
        socket.write(answer(line))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as { port: number }).port
})
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})

const open = async () => {
  const client = new ImapFlow({
    ...{ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, logger: false },
    auth: { user: 'demandes', pass: 'secret', loginMethod: 'LOGIN' },
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

test('what came after the place is read, oldest first, and the mailbox is only examined', async () => {
  const client = await open()
  const read: [number, string][] = []
  const take = async ({ uid, raw }: { uid: number; raw: Uint8Array }) =>
    void read.push([uid, Buffer.from(raw).toString()])
  const place = await readAfter(client, 'INBOX', { validity: null, lastUid: 0 }, take)
  expect(place).toEqual({ validity: '77', lastUid: 9 })
  expect(read).toEqual([...mails])
  // Nothing new: the star names the last message, which is not read again.
  expect(await readAfter(client, 'INBOX', place, take)).toEqual(place)
  expect(read).toHaveLength(2)
  expect(asked.filter((command) => /SELECT|STORE|EXPUNGE|MOVE/.test(command))).toEqual([])
  client.close()
})

test('a mailbox that was made anew is read from its beginning', async () => {
  const client = await open()
  const uids: number[] = []
  await readAfter(client, 'INBOX', { validity: '12', lastUid: 9 }, async ({ uid }) => void uids.push(uid))
  expect(uids).toEqual([7, 9])
  client.close()
})

test('a server that offers no encryption is not told the password', async () => {
  const access = { host: '127.0.0.1', port, user: 'demandes', password: 'secret', folder: 'INBOX' }
  await expect(
    readImapMailbox(access, { validity: null, lastUid: 0 }, async () => undefined),
  ).rejects.toThrow()
  expect(asked.join('\n')).not.toMatch(/LOGIN|AUTHENTICATE/)
})
