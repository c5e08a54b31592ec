/** The fonts that documents are printed with. The running program gathers them by itself; tests need them first. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, root } from './install.mjs'

const folder = join(root, 'node_modules', '.cache', 'yimi', 'fonts')
const command = join(root, 'packages', 'gongwen', 'src', 'fonts', 'gather-fonts-command.ts')

/** Gathers what is missing; otherwise prints the list and ends the process. */
export function needFonts() {
  const { fonts } = JSON.parse(readFileSync(join(root, 'packages', 'gongwen', 'fonts.json'), 'utf8'))
  if (fonts.every((/** @type {{ file: string }} */ font) => existsSync(join(folder, font.file)))) return
  console.log('正在准备打印用的字体……  Gathering the fonts that documents are printed with')
  const { status } = spawnSync(pinnedNode, [command, folder], { cwd: root, stdio: 'inherit' })
  if (status === 0) return
  console.error(`测试需要这些字体，请放进 ${folder}\nThe tests need these fonts in that folder`)
  process.exit(1)
}
