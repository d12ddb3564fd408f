import { access } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { demoPassword } from '#server/demo/staff.ts'

export type PageWeight = { page: string; kilobytes: number; requests: number }

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const findBrowser = async (): Promise<string | undefined> => {
  for (const path of [process.env.CHROMIUM, ...browsers])
    if (
      path &&
      (await access(path).then(
        () => true,
        () => false,
      ))
    )
      return path
  return undefined
}

/** Everything a new browser downloads, as it travels: the sign-in page, then Ma journée once signed in. */
export const weighFirstPages = async (url: string): Promise<PageWeight[]> => {
  const executablePath = await findBrowser()
  if (!executablePath) return []
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ locale: 'fr-FR' })
    const network = await page.context().newCDPSession(page)
    let bytes = 0
    let requests = 0
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
      requests += 1
    })
    await network.send('Network.enable')
    const weigh = (name: string): PageWeight => ({ page: name, kilobytes: bytes / 1000, requests })
    await page.goto(`${url}/connexion`, { waitUntil: 'networkidle' })
    const signIn = weigh('Connexion')
    await page.getByLabel('Adresse électronique').fill('claire.fontaine@demo.example')
    await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword)
    await page.keyboard.press('Enter')
    await page.waitForURL(/habitat-des-trois-rives\/./)
    await page.waitForLoadState('networkidle')
    return [signIn, weigh('Connexion, puis la page où l’on arrive')]
  } finally {
    await browser.close()
  }
}
