import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { unzip, wholeOf } from '#server/exports/unzip-for-tests.ts'
import { zip } from '#server/exports/zip.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function* lines(count: number, onEnd: () => void = () => undefined) {
  try {
    for (let i = 0; i < count; i++) yield bytes(`ligne ${i} ${Math.random()}\n`)
  } finally {
    onEnd()
  }
}
async function* once(text: string) {
  yield bytes(text)
}
async function* broken() {
  yield bytes('début')
  throw new Error('cursor lost')
}

test('each entry is found again, its name and content as written', async () => {
  const archive = await wholeOf(
    zip([
      { name: 'élèves.xml', content: once('<a/>') },
      { name: 'vide.xml', content: once('') },
    ]),
  )
  expect(Object.fromEntries(await unzip(archive))).toEqual({ 'élèves.xml': '<a/>', 'vide.xml': '' })
})

test('the same content gives the same bytes', async () => {
  const one = () => wholeOf(zip([{ name: 'a.xml', content: once('pareil') }]))
  expect((await one()).equals(await one())).toBe(true)
})

test('an entry that cannot be read to its end makes the archive fail', async () => {
  await expect(wholeOf(zip([{ name: 'a.xml', content: broken() }]))).rejects.toThrow('cursor lost')
})

test('a reader that leaves ends what was read for it', async () => {
  let hasEnded = false
  const archive = zip([
    {
      name: 'a.xml',
      content: lines(1_000_000, () => {
        hasEnded = true
      }),
    },
  ])
  for (let i = 0; i < 5; i++) await archive.next()
  await archive.return(undefined)
  await setImmediate()
  expect(hasEnded).toBe(true)
})
