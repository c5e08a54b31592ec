/** 200 certificates and 200 birthday cards set as PDF, cold and warm, beside Chromium printing the same; memory of the process over 5,000 documents. */
import { loadavg } from 'node:os'
import type { BirthdayCards } from '@yimi/gongwen/documents/birthday-cards.ts'
import type { HourCertificates } from '@yimi/gongwen/documents/hour-certificates.ts'
import { USUAL_FONT_FOLDER } from '@yimi/gongwen/fonts/pinned-fonts.ts'
import { openPrinter } from '@yimi/gongwen/printer/printer.ts'
import { type Browser, chromium } from 'playwright-core'
import { encode } from 'uqr'
import { machine, median, report } from './machine.ts'

const COUNT = 200
const WARM_RUNS = 5
const DOCUMENTS = 5000
const MEGABYTE = 2 ** 20
const AT = new Date('2026-11-28T00:00:00Z')
const BROWSER = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] }

const certificates = certificatesOf(0, COUNT)
const cards = cardsOf(0, COUNT)
const ours = await timeOurs()
const peer = await timeChromium()
const memory = await watchMemory()
report(
  [
    `${machine()}, load average ${loadavg()[0]?.toFixed(1)}`,
    ...lines('certificates', ours.certificates, peer.certificates),
    ...lines('cards, four-up', ours.cards, peer.cards),
    `a slip of one page, warm      ${ours.one} ms`,
    `${DOCUMENTS} documents           ${memory.perSecond}/s, process at most ${memory.maxMb} MB; first ${memory.firstMb} MB, last ${memory.lastMb} MB (means of 500), ${memory.processes} processes`,
  ],
  { bench: 'prints', ours, peer, memory },
)

type Times = { coldMs: number; warmMs: number; kilobytes: number }

function lines(what: string, our: Times, chromiums: Times): string[] {
  const ratio = (chromiums.warmMs / our.warmMs).toFixed(1)
  return [
    `200 ${what}   cold ${our.coldMs} ms, warm ${our.warmMs} ms, ${our.kilobytes} kB`,
    `  Chromium            cold ${chromiums.coldMs} ms, warm ${chromiums.warmMs} ms, ${chromiums.kilobytes} kB: ${ratio} times as long warm`,
  ]
}

async function timeOurs(): Promise<{ certificates: Times; cards: Times; one: number }> {
  const measured = []
  for (const document of [certificates, cards]) {
    const printer = openPrinter({ fonts: USUAL_FONT_FOLDER })
    measured.push(await coldAndWarm(() => printer.print(document, AT)))
    await printer.close()
  }
  const [first, second] = measured
  if (!first || !second) throw new Error('two were measured')
  const printer = openPrinter({ fonts: USUAL_FONT_FOLDER })
  await printer.print(certificatesOf(0, 1), AT)
  const single = []
  for (let turn = 1; turn <= 20; turn += 1)
    single.push((await timed(() => printer.print(certificatesOf(turn, 1), AT))).ms)
  await printer.close()
  return { certificates: first, cards: second, one: median(single) }
}

async function timeChromium(): Promise<{ certificates: Times; cards: Times }> {
  const measured = []
  for (const html of [certificatesHtml(), cardsHtml()]) {
    let browser: Browser | undefined
    measured.push(
      await coldAndWarm(async () => {
        browser ??= await chromium.launch(BROWSER)
        const page = await browser.newPage()
        await page.setContent(html)
        const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true })
        await page.close()
        return pdf
      }),
    )
    await browser?.close()
  }
  const [first, second] = measured
  if (!first || !second) throw new Error('two were measured')
  return { certificates: first, cards: second }
}

async function coldAndWarm(print: () => Promise<Uint8Array>): Promise<Times> {
  const cold = await timed(print)
  const warm = []
  for (let turn = 0; turn < WARM_RUNS; turn += 1) warm.push((await timed(print)).ms)
  return { coldMs: cold.ms, warmMs: median(warm), kilobytes: Math.round(cold.value.length / 1024) }
}

async function watchMemory() {
  const printer = openPrinter({ fonts: USUAL_FONT_FOLDER })
  const seen: number[] = []
  const { ms } = await timed(async () => {
    for (let number = 0; number < DOCUMENTS; number += 1) {
      await printer.print(number % 2 ? certificatesOf(number, 1) : cardsOf(number, 4), AT)
      // 0 in the moment between two processes.
      if (printer.residentBytes() > 0) seen.push(printer.residentBytes() / MEGABYTE)
    }
  })
  const mean = (values: number[]) => Math.round(values.reduce((sum, one) => sum + one, 0) / values.length)
  const processes = printer.processesStarted()
  await printer.close()
  return {
    perSecond: Math.round((DOCUMENTS * 1000) / ms),
    maxMb: Math.round(Math.max(...seen)),
    firstMb: mean(seen.slice(0, 500)),
    lastMb: mean(seen.slice(-500)),
    processes,
  }
}

function certificatesOf(start: number, count: number): HourCertificates {
  return {
    kind: 'hour-certificates',
    certificates: Array.from({ length: count }, (_, place) => {
      const number = `7K3M-Q8WX-${String(start + place).padStart(4, '0')}`
      return {
        number,
        name: nameOf(start + place),
        volunteerNumber: `V${String(start + place).padStart(8, '0')}`,
        unit: '青禾街道新时代文明实践所',
        from: '2026年1月1日',
        until: '2026年11月28日',
        hours: `${1 + ((start + place) % 300)} 小时`,
        lines: ['送面条', '清洁日', '理发日'].map((content) => ({ content, times: '3 次', hours: '6 小时' })),
        handler: '周堃',
        issuedOn: '2026年11月28日',
        qr: `https://yimi.example/#/certificate/${number}`,
        checkAt: 'https://yimi.example/#/certificate',
      }
    }),
  }
}

function cardsOf(start: number, count: number): BirthdayCards {
  return {
    kind: 'birthday-cards',
    cards: Array.from({ length: count }, (_, place) => ({
      name: nameOf(start + place),
      title: '女士',
      wishes: ['今天是您的好日子，街坊们都惦记着您。', '祝您身体硬朗，岁岁平安。'],
      unit: '青禾街道新时代文明实践所',
      telephone: '有事请打 010-5555 0123',
    })),
  }
}

/** Every fourth has a rare character. */
function nameOf(number: number): string {
  const given = [...'安宁康乐福禄寿喜松柏梅兰竹菊春夏秋冬']
  const rare = ['珺', '喆', '堃']
  const last = number % 4 ? given[number % given.length] : rare[number % rare.length]
  return `${[...'王李张刘陈杨赵黄'][number % 8]}${given[(number * 7) % given.length]}${last}`
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const startedAt = performance.now()
  const value = await work()
  return { value, ms: Math.round(performance.now() - startedAt) }
}

/** The same words, sizes and codes, in the fonts that Chromium finds on the machine. */
function certificatesHtml(): string {
  const pages = certificates.certificates.map(
    (one) => `<section><h1>志愿服务时长证明</h1><p>编号 ${one.number}</p>
      <p class="text">${one.name}（志愿者编号 ${one.volunteerNumber}）自${one.from}至${one.until}，参加志愿服务共计<b>${one.hours}</b>。</p>
      <table>${one.lines.map((line) => `<tr><td>${line.content}<td>${line.times}<td>${line.hours}`).join('')}</table>
      ${qrOf(one.qr)}<p>${one.checkAt}</p><p>${one.unit}</p><p>${one.issuedOn}</p><p>经办人 ${one.handler}</p></section>`,
  )
  return page('section{height:250mm;break-after:page;border:1.6pt solid #B3261E;padding:14mm}', pages.join(''))
}

function cardsHtml(): string {
  const all = cards.cards.map(
    (one) =>
      `<article><h1>生日快乐</h1><p class="name">${one.name}${one.title}：</p>${one.wishes
        .map((wish) => `<p class="text">${wish}</p>`)
        .join('')}<p>${one.unit}</p><p>${one.telephone}</p></article>`,
  )
  const style =
    'body{display:grid;grid-template-columns:1fr 1fr}article{height:125mm;border:1.2pt solid #B3261E;padding:8mm;break-inside:avoid}.name{font-size:26pt}.text{font-size:20pt}'
  return page(style, all.join(''))
}

function page(style: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>prints</title><style>@page{size:A4;margin:14mm}body{font-family:"Noto Serif CJK SC",serif;font-size:12pt}h1{font-size:30pt;color:#B3261E}.text{font-size:15pt}${style}</style>${body}</html>`
}

function qrOf(text: string): string {
  const { data, size } = encode(text, { ecc: 'Q', border: 0 })
  const dark = data.flatMap((row, y) => row.flatMap((cell, x) => (cell ? `M${x} ${y}h1v1h-1z` : [])))
  return `<svg width="30mm" viewBox="0 0 ${size} ${size}"><path d="${dark.join('')}"/></svg>`
}
