/** Sets a document in this very process. Native memory grows with each distinct one: printer.ts runs it in a process that is replaced. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { PrintDocument } from '../documents/print-document.ts'
import type { OwnFonts } from '../fonts/own-fonts.ts'
import { missingFonts, PINNED_FONTS } from '../fonts/pinned-fonts.ts'
import { type Faces, LATIN_FAMILY, readFaces } from '../fonts/typefaces.ts'
import { prepareTexts } from './prepare-texts.ts'
import { PrintFault } from './print-fault.ts'
import { withQrPictures } from './qr-picture.ts'

export type Setter = { set(document: PrintDocument, atSeconds: number): Uint8Array }

const templates = fileURLToPath(new URL('../../templates', import.meta.url))
/** What the typesetter remembers of earlier documents is forgotten after so many that did not need it. */
const REMEMBERED_DOCUMENTS = 10

/** @throws PrintFault fonts-missing */
export function openSetter(fontFolder: string, ownFonts: OwnFonts): Setter {
  const missing = missingFonts(fontFolder)
  if (missing.length > 0) throw new PrintFault('fonts-missing', { detail: missing.map((font) => font.file).join(', ') })
  const pinned = PINNED_FONTS.map((font) => join(fontFolder, font.file))
  const compiler = NodeCompiler.create({
    workspace: templates,
    // By path alone: fonts given as bytes after those found by path abort the process.
    fontArgs: [{ fontPaths: [...pinned, ...ownFonts.files] }],
  })
  const own = Object.entries(ownFonts.faces).filter(([, face]) => isKnown(compiler, face.family))
  const faces = readFaces(fontFolder, Object.fromEntries(own))
  return { set: (document, atSeconds) => setOne(compiler, faces, document, atSeconds) }
}

/** The typesetter cuts words like «Bold» off a family's name; a font that it calls otherwise is left out. */
function isKnown(compiler: NodeCompiler, family: string): boolean {
  const probe = compiler.compile({ mainFileContent: '#set text(font: sys.inputs.family)\n字', inputs: { family } })
  return probe.result !== null && probe.takeWarnings() === null
}

function setOne(compiler: NodeCompiler, faces: Faces, document: PrintDocument, atSeconds: number): Uint8Array {
  const { document: texts, chains, instead } = prepareTexts(document, faces)
  const data = { document: withQrPictures(texts), chains, instead, latin: LATIN_FAMILY }
  compiler.mapShadow(join(templates, 'data.json'), Buffer.from(JSON.stringify(data)))
  try {
    const result = compiler.compile({ mainFilePath: join(templates, `${document.kind}.typ`) })
    const set = result.result
    if (!set) throw notSet(result.takeError()?.shortDiagnostics)
    const warnings = result.takeWarnings()
    if (warnings) throw notSet(warnings.shortDiagnostics)
    return compiler.pdf(set, { pdfStandard: 'a-2a', creationTimestamp: atSeconds })
  } catch (fault) {
    throw fault instanceof PrintFault ? fault : new PrintFault('not-set', { detail: wordless(fault) })
  } finally {
    compiler.evictCache(REMEMBERED_DOCUMENTS)
  }
}

function notSet(diagnostics: unknown): PrintFault {
  return new PrintFault('not-set', { detail: JSON.stringify(diagnostics)?.slice(0, 800) ?? '' })
}

/** What the exporter says may quote the document. */
function wordless(fault: unknown): string {
  const said = fault instanceof Error ? fault.message : String(fault)
  return (/message: "([^"\\]*)/.exec(said)?.[1] ?? 'export failed').replace(/\p{Script=Han}+/gu, '…')
}
