import { randomBytes } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { readAnswerDays } from '#server/referrals/referral-rows.ts'
import { seal } from '#server/referrals/sealed.ts'
import { hashToken } from '#server/session.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const findSettings = ({ tx, actor }: Pick<Acting, 'tx'> & { actor: { organisationId: string } }) =>
  tx
    .selectFrom('referral_settings')
    .where('organisation_id', '=', actor.organisationId)
    .selectAll()
    .executeTakeFirst()
export type SettingsRow = NonNullable<Awaited<ReturnType<typeof findSettings>>>

const readSlug = async ({ tx, actor }: Acting): Promise<string> => {
  const { slug } = await tx
    .selectFrom('organisation')
    .where('id', '=', actor.organisationId)
    .select('slug')
    .executeTakeFirstOrThrow()
  return slug
}

export const readSettings = useCase(contract.referralSettings.read, async (context) => {
  const row = await findSettings(context)
  const slug = await readSlug(context)
  const { url } = context.house
  return {
    answerDays: await readAnswerDays(context, context.today),
    formOpen: row?.form_open ?? false,
    formWords: row?.form_words ?? null,
    formUrl: `${url}/demande/${slug}`,
    webhookUrl: `${url}/api/referral-mail/${slug}`,
    hasWebhookSecret: Boolean(row?.webhook_secret_hash),
    mailbox: row?.mailbox_host
      ? {
          host: row.mailbox_host,
          port: row.mailbox_port ?? 993,
          user: row.mailbox_user ?? '',
          folder: row.mailbox_folder ?? 'INBOX',
          readAt: row.mailbox_read_at?.toISOString() ?? null,
          problem: row.mailbox_problem,
        }
      : null,
    version: row?.version ?? 0,
  }
})

type Change = Partial<
  Pick<
    SettingsRow,
    | 'form_open'
    | 'form_words'
    | 'webhook_secret_hash'
    | 'mailbox_host'
    | 'mailbox_port'
    | 'mailbox_user'
    | 'mailbox_folder'
    | 'mailbox_password'
    | 'mailbox_validity'
    | 'mailbox_last_uid'
    | 'mailbox_problem'
  >
>

const writeSettings = async (context: Acting, change: Change): Promise<void> => {
  const { tx, actor } = context
  await tx
    .insertInto('referral_settings')
    .values({ organisation_id: actor.organisationId, ...change })
    .onConflict((conflict) =>
      conflict
        .column('organisation_id')
        .doUpdateSet((eb) => ({ ...change, version: eb('referral_settings.version', '+', 1) })),
    )
    .execute()
}

export const saveSettings = useCase(
  contract.referralSettings.save,
  async (context, { version, formOpen, formWords }) => {
    const row = await findSettings(context)
    if ((row?.version ?? 0) !== version)
      return context.refuse('stale-version', { version: row?.version ?? 0 })
    await writeSettings(context, { form_open: formOpen, form_words: formWords })
    await record(context, {
      act: 'referral-settings-changed',
      subject: { kind: 'organisation' },
      before: row && { formOpen: row.form_open },
      after: { formOpen },
    })
    return { version: version + 1 }
  },
)

/** Told once: only its fingerprint is kept. */
export const renewWebhookSecret = useCase(contract.referralSettings.renewWebhookSecret, async (context) => {
  const secret = randomBytes(32).toString('base64url')
  await writeSettings(context, { webhook_secret_hash: hashToken(secret) })
  await record(context, { act: 'webhook-secret-renewed', subject: { kind: 'organisation' } })
  return { secret }
})

export const saveMailbox = useCase(
  contract.referralSettings.saveMailbox,
  async (context, { version, mailbox }) => {
    const row = await findSettings(context)
    if ((row?.version ?? 0) !== version)
      return context.refuse('stale-version', { version: row?.version ?? 0 })
    const isSame = mailbox && row && row.mailbox_host === mailbox.host && row.mailbox_user === mailbox.user
    // A password serves only the server and the account it was given for.
    const kept = isSame ? row.mailbox_password : null
    const password = mailbox?.password ? seal(context.house.secret, mailbox.password) : kept
    if (mailbox && !password) return context.refuse('password-missing')
    const isSameFolder = isSame && row.mailbox_folder === mailbox.folder
    await writeSettings(context, {
      mailbox_host: mailbox?.host ?? null,
      mailbox_port: mailbox?.port ?? null,
      mailbox_user: mailbox?.user ?? null,
      mailbox_folder: mailbox?.folder ?? null,
      mailbox_password: mailbox ? password : null,
      mailbox_problem: null,
      ...(isSameFolder ? {} : { mailbox_validity: null, mailbox_last_uid: null }),
    })
    await record(context, {
      act: 'referral-settings-changed',
      subject: { kind: 'organisation' },
      after: { mailbox: mailbox && { host: mailbox.host, port: mailbox.port } },
    })
    return { version: version + 1 }
  },
)
