import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const colourRules = ['color-contrast', 'link-in-text-block']

type Looked = {
  /** Only the rules that colours can break: for a page whose structure was looked at in other colours. */
  coloursOnly?: boolean
}

/** A page that was just widened or darkened has been drawn again, and its colours have stopped turning. */
const settled = `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() =>
  Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)))`

/** axe finds nothing on the page as it stands, and the page does not scroll sideways. */
export const expectAccessible = async (
  page: Page,
  name: string,
  { coloursOnly = false }: Looked = {},
): Promise<void> => {
  await page.waitForLoadState('networkidle')
  await page.evaluate(settled)
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (coloursOnly ? axe.withRules(colourRules) : axe.withTags(standards)).analyze()
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  )
  expect(told.join('\n'), `axe on ${name}`).toBe('')
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
}
