import { randomInt } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import type { PlainDate } from '#domain/plain-date.ts'
import { type Clock, dayInParis } from '#server/clock.ts'
import { readConfig } from '#server/config.ts'
import { demoPassword } from '#server/demo/staff.ts'
import { type Running, start } from '#server/start.ts'
import { cloneDatabase } from '#tests/database.ts'

type Look = { width?: number; dark?: boolean }
/** The session of a member who has signed in: signing in too often is refused, as it should be. */
type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

export type Palier = {
  url: string
  readonly running: Running
  /** Stops the server under the pages that are open; `startAgain` brings it back on the same port and data. */
  stopServer(): Promise<void>
  startAgain(): Promise<void>
  /** The server's day becomes this one; pages learn it when they are opened again. */
  moveTo(day: PlainDate): void
  /** A fresh browser, signed in as a member of the demo (`nadia.benali`), on their first page. */
  signIn(key: string, look?: Look): Promise<Page>
  /** A fresh browser where nobody is signed in. */
  open(look?: Look): Promise<Page>
  close(): Promise<void>
}

/** A whole Palier with its demo, on a database, a home and a port of its own, and a real Chromium. */
export const openPalier = async (): Promise<Palier> => {
  const demo = inject('demo')
  const { url: databaseUrl, drop } = await cloneDatabase(inject('postgres').serverUrl, demo.template)
  const home = await mkdtemp(join(tmpdir(), 'palier-e2e-'))
  await cp(demo.home, home, { recursive: true })
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    PALIER_HOME: home,
    PORT: String(randomInt(20_000, 60_000)),
    LOG_LEVEL: 'error',
    ...(process.env.PALIER_WEB ? { PALIER_WEB: process.env.PALIER_WEB } : {}),
  })
  const { clock, moveTo } = movableClock()
  let running = await start(config, { http: true, jobs: true, clock })
  const browser = await launch()
  const contexts: BrowserContext[] = []
  const signedIn = new Map<string, StorageState>()
  const openWith = async (
    storageState: StorageState | undefined,
    { width = 1440, dark = false }: Look = {},
  ) => {
    const context = await browser.newContext({
      ...(storageState ? { storageState } : {}),
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      baseURL: running.url,
      acceptDownloads: true,
      reducedMotion: 'reduce',
    })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    return page
  }
  const open: Palier['open'] = (look) => openWith(undefined, look)
  return {
    url: running.url,
    get running() {
      return running
    },
    stopServer: () => running.stop(),
    async startAgain() {
      running = await start(config, { http: true, jobs: true, clock })
    },
    moveTo,
    open,
    async signIn(key, look) {
      const known = signedIn.get(key)
      const page = await openWith(known, look)
      if (known) {
        await page.goto('/')
        await page.getByRole('heading', { level: 1 }).waitFor()
        return page
      }
      await page.goto('/connexion')
      await page.getByLabel('Adresse électronique').fill(`${key}@demo.example`)
      await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword)
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.pathname !== '/connexion')
      await page.getByRole('heading', { level: 1 }).waitFor()
      signedIn.set(key, await page.context().storageState({ indexedDB: false }))
      return page
    },
    async close() {
      await browser.close()
      await running.stop()
      await drop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** The time of day runs on, from nine in the morning of the day it is moved to. */
const movableClock = (): { clock: Clock; moveTo: Palier['moveTo'] } => {
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  return {
    clock: { now, today: () => dayInParis(now()) },
    moveTo(day) {
      ahead = Date.parse(`${day}T08:00:00Z`) - Date.now()
    },
  }
}

const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  })
