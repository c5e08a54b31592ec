/** The fonts that documents are printed with, gathered while the pages already work; printing waits for them alone. */
import { gatherFonts } from '@yimi/gongwen/fonts/gather-fonts.ts'
import { missingFonts, USUAL_FONT_FOLDER } from '@yimi/gongwen/fonts/pinned-fonts.ts'
import { type SetupState, writeSetupState } from './runtime-packages.ts'

/** `before`: how the rest of the machine stands, told again when nothing is missing any more. Never rejects. */
export async function gatherPrintFonts(
  runDir: string,
  before: SetupState,
  { folder = USUAL_FONT_FOLDER, offline }: { folder?: string | undefined; offline: boolean },
): Promise<SetupState> {
  const packages = packagesOf(folder)
  if (packages.length === 0) return before
  const told = before.state === 'done' ? '' : before.message
  writeSetupState(runDir, {
    state: 'installing',
    packages: [...before.packages, ...packages],
    message: `正在准备打印用的字体，之前不能打印，其他功能可以照常使用。${told}`,
  })
  await gatherFonts({ folder, offline }).catch(() => undefined)
  const still = packagesOf(folder)
  if (still.length === 0) return writeSetupState(runDir, before)
  return writeSetupState(runDir, {
    state: offline ? 'skipped' : 'failed',
    packages: [...before.packages, ...still],
    message: `打印用的字体还缺：${still.join('、')}，暂时不能打印，其他功能照常；下次启动会再试。${told}`,
  })
}

/** Debian's packages of which a font is missing. */
function packagesOf(folder: string): string[] {
  return [...new Set(missingFonts(folder).map((font) => font.package))]
}
