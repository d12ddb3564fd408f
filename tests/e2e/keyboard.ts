import type { Locator, Page } from 'playwright-core'

/** Run in the page, whose document the types of the tests do not know. */
type InPage = { ownerDocument: { activeElement: unknown } }
export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === (element as unknown as InPage).ownerDocument.activeElement)

/** Reaches an element with the Tab key alone, as someone without a mouse does; fails if it cannot be reached. */
export const tabTo = async (page: Page, target: Locator, limit = 150): Promise<void> => {
  await target.waitFor()
  for (let pressed = 0; pressed < limit; pressed++) {
    if (await hasFocus(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`not reached with ${limit} presses of Tab: ${target}`)
}

export const pressOn = async (page: Page, target: Locator, key = 'Enter'): Promise<void> => {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

export const typeInto = async (page: Page, target: Locator, text: string): Promise<void> => {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}
