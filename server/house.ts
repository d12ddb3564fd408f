import type { Clock } from '#server/clock.ts'
import type { Config } from '#server/config.ts'
import type { Database } from '#server/db.ts'
import type { Log } from '#server/log.ts'
import type { FileStore } from '#server/outside/files.ts'
import type { Mailer } from '#server/outside/mail.ts'
import type { SmsSender } from '#server/outside/sms.ts'

/** What the process holds once, from start to end. */
export type House = {
  config: Config
  log: Log
  clock: Clock
  database: Database
  files: FileStore
  mailer: Mailer
  sms: SmsSender
  /** The address people and mails use, without a final slash. */
  url: string
  secret: string
}
