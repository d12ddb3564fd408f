import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { type ExportOptions, ledgerFile, occupantFile, tenancyFile } from '#db/seed/landlord-export.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export type Encoding = 'utf8' | 'utf8-bom' | 'windows-1252'

/** Windows-1252 for the characters the export prints beyond Latin-1. */
const beyondLatin1: Readonly<Record<string, number>> = { '€': 0x80, Œ: 0x8c, œ: 0x9c, '’': 0x92, '–': 0x96 }
const encode = (text: string, encoding: Encoding): Buffer =>
  encoding === 'windows-1252'
    ? Buffer.from(
        text.replace(/[€Œœ’–]/g, (c) => String.fromCharCode(beyondLatin1[c] ?? 0x3f)),
        'latin1',
      )
    : Buffer.from(text)

/** Lines are gathered so that a write is worth its price. */
export function* chunked(lines: Iterable<string>, encoding: Encoding): Generator<Buffer> {
  if (encoding === 'utf8-bom') yield Buffer.from([0xef, 0xbb, 0xbf])
  let text = ''
  for (const line of lines) {
    text += `${line}\r\n`
    if (text.length > 256_000) {
      yield encode(text, encoding)
      text = ''
    }
  }
  if (text) yield encode(text, encoding)
}

export const writeExport = async (folder: string, options: ExportOptions, encoding: Encoding) => {
  await mkdir(folder, { recursive: true })
  const files = { tenancies: 'patrimoine.csv', occupants: 'occupants.csv', ledger: 'compte-locataire.csv' }
  const write = (name: string, lines: Iterable<string>) =>
    pipeline(Readable.from(chunked(lines, encoding)), createWriteStream(join(folder, name)))
  await write(files.tenancies, tenancyFile(options))
  await write(files.occupants, occupantFile(options))
  await write(files.ledger, ledgerFile(options))
  return {
    tenancies: join(folder, files.tenancies),
    occupants: join(folder, files.occupants),
    ledger: join(folder, files.ledger),
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'bench/out' },
      tenancies: { type: 'string', default: '2400' },
      months: { type: 'string', default: '12' },
      today: { type: 'string', default: '2026-11-22' },
      seed: { type: 'string', default: '1' },
      defects: { type: 'string', default: '5' },
      encoding: { type: 'string', default: 'windows-1252' },
    },
  })
  const written = await writeExport(
    values.out,
    {
      tenancies: Number(values.tenancies),
      months: Number(values.months),
      today: values.today as PlainDate,
      seed: Number(values.seed),
      defectsPerTenThousand: Number(values.defects),
    },
    values.encoding as Encoding,
  )
  console.log(written)
}
