import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Findings of axe that are critical or serious, as `rule: where`. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Through the developer tools' own line, which the content security policy does not bind; half a megabyte, so once a document.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, { resultTypes: ['violations'] })
    return violations
      .filter((one) => one.impact === 'critical' || one.impact === 'serious')
      .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
  })
}

export type Measures = {
  /** Words in letters smaller than this many pixels are listed in `smallText`. */
  smallText: string[]
  smallTargets: string[]
  /** How far the page is wider than the window, and what sticks out. */
  overflow: string[]
  smallestText: number
  smallestTarget: number
}

/** Sizes as a person meets them: visible words and controls. */
export function measure(page: Page, least: { text: number; target: number }): Promise<Measures> {
  return page.evaluate((limits) => {
    const shown = (element: Element) => {
      const box = element.getBoundingClientRect()
      return box.width > 0 && box.height > 0 && box.right > 0
    }
    const name = (element: Element) => `${element.tagName}.${element.className} «${element.textContent?.slice(0, 20)}»`
    const texts = [...document.querySelectorAll('body *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
      .filter((element) => shown(element) && !element.closest('option, script, noscript'))
      .map((element) => ({ what: name(element), size: Number.parseFloat(getComputedStyle(element).fontSize) }))
    const targets = [...document.querySelectorAll('a[href], button, input, select, textarea')]
      .filter(shown)
      // A box to tick is pressed by its whole label.
      .map((element) => (element.matches('[type=radio], [type=checkbox]') && element.closest('label')) || element)
      .map((element) => ({ what: name(element), box: element.getBoundingClientRect() }))
      .map(({ what, box }) => ({ what, size: Math.min(box.width, box.height) }))
    const width = document.documentElement.clientWidth
    const outside = [...document.querySelectorAll('body *')].filter(
      (element) => shown(element) && element.getBoundingClientRect().right > width + 1,
    )
    return {
      smallText: texts.filter(({ size }) => size < limits.text).map(({ what, size }) => `${size} ${what}`),
      smallTargets: targets.filter(({ size }) => size < limits.target).map(({ what, size }) => `${size} ${what}`),
      overflow: document.documentElement.scrollWidth > width ? outside.map(name) : [],
      smallestText: Math.min(...texts.map(({ size }) => size)),
      smallestTarget: Math.min(...targets.map(({ size }) => size)),
    }
  }, least)
}
