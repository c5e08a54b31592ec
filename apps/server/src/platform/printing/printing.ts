import { join } from 'node:path'
import type { ErrorCode } from '@yimi/contract/errors.ts'
import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import type { PrintDocument } from '@yimi/gongwen/documents/print-document.ts'
import { checkOwnFonts } from '@yimi/gongwen/fonts/own-fonts.ts'
import { USUAL_FONT_FOLDER } from '@yimi/gongwen/fonts/pinned-fonts.ts'
import { PrintFault, type PrintFaultCode, type UnknownCharacter } from '@yimi/gongwen/printer/print-fault.ts'
import { openPrinter } from '@yimi/gongwen/printer/printer.ts'
import { Refusal } from '../fault.ts'
import type { Log } from '../log.ts'

/** Modules say what stands on the paper; here it becomes a file. */
export type Printing = {
  /** `at`: when it was made out, which is in the file; the same document at the same instant is the same file. @throws Refusal */
  print(named: string, document: PrintDocument, at: Date): Promise<PrintedFile>
  close(): Promise<void>
}

/** Whoever prints holds a connection of the database meanwhile: the others are told to come again. */
const WAITING_MAX = 4

const REFUSALS: Readonly<Record<PrintFaultCode, ErrorCode>> = {
  'fonts-missing': 'print-fonts-missing',
  'unknown-character': 'print-unknown-character',
  'too-large': 'print-too-large',
  'queue-full': 'print-busy',
  'took-too-long': 'print-too-large',
  'worker-died': 'internal',
  'not-set': 'internal',
  closed: 'not-ready',
}

/** What a person calls the field of a document in which the character stands. */
const FIELDS: Readonly<Record<string, string>> = {
  name: '姓名',
  whom: '称呼',
  walkers: '走单人姓名',
  handler: '经办人姓名',
  door: '门牌',
  content: '服务内容',
  instructions: '办理说明',
  title: '标题',
  round: '走单名称',
  unit: '单位名称',
  telephone: '电话',
  wishes: '祝福的话',
}

export function openPrinting(options: { dataFolder: string; fonts?: string | undefined; log: Log }): Printing {
  const { log } = options
  const ownFonts = join(options.dataFolder, 'fonts')
  for (const fault of checkOwnFonts(ownFonts).faults) log.warn(fault, 'a font of the office is not used')
  const printer = openPrinter({
    fonts: options.fonts ?? USUAL_FONT_FOLDER,
    ownFonts,
    limits: { queuedJobs: WAITING_MAX },
  })
  return {
    async print(named, document, at) {
      try {
        const content = Buffer.from(await printer.print(document, at))
        return { fileName: fileNameOf(named), mediaType: 'application/pdf', content: content.toString('base64') }
      } catch (fault) {
        if (!(fault instanceof PrintFault)) throw fault
        log.warn({ code: fault.code, detail: fault.detail, kind: document.kind }, 'not printed')
        throw new Refusal(REFUSALS[fault.code], {
          ...(fault.unknown ? { detail: unknownWords(fault.unknown) } : {}),
          cause: fault,
        })
      }
    },
    close: () => printer.close(),
  }
}

/** «姓名里的“𪚥”（U+2A6A5）» */
function unknownWords({ character, codePoint, field }: UnknownCharacter): string {
  const parts = field.split('.')
  const name = parts.toReversed().find((part) => FIELDS[part])
  const place = parts.find((part) => /^\d+$/.test(part))
  const where = `${place ? `第 ${place} 份` : ''}${FIELDS[name ?? ''] ?? '内容'}`
  const shown = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u.test(character) ? '一个看不见的字符' : `“${character}”`
  return `${where}里的${shown}（${codePoint}）没有字体能印出来。请在记录里改用能印的字，或请管理员加装字体后再打印；没有记为已打印。`
}

/** Names of files may hold no sign that some system takes for a folder. */
function fileNameOf(named: string): string {
  return `${named.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim()}.pdf`
}
