/** The fonts that everything is printed with: which, from where, and what their bytes were when this was proved. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type PinnedFont = {
  readonly file: string
  /** As the typesetter calls it. */
  readonly family: string
  /** Of Debian. */
  readonly package: string
  /** In that package, and on a machine on which the package is installed. */
  readonly path: string
  readonly sha256: string
}

const list: { fonts: readonly PinnedFont[] } = JSON.parse(
  readFileSync(new URL('../../fonts.json', import.meta.url), 'utf8'),
)

export const PINNED_FONTS = list.fonts

export function missingFonts(folder: string): PinnedFont[] {
  return PINNED_FONTS.filter((font) => !existsSync(join(folder, font.file)))
}

/** Outside git, beside what else npm and the webs leave behind. */
export const USUAL_FONT_FOLDER = fileURLToPath(new URL('../../../../node_modules/.cache/yimi/fonts', import.meta.url))
