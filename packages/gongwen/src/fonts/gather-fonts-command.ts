/** `node gather-fonts-command.ts FOLDER [--offline]`: fills the folder and says in one line each what is missing. */
import { gatherFonts } from './gather-fonts.ts'

const [folder, ...flags] = process.argv.slice(2)
if (!folder) {
  console.error('gather-fonts-command.ts FOLDER [--offline]')
  process.exit(2)
}
const { missing, otherVersion } = await gatherFonts({ folder, offline: flags.includes('--offline') })
for (const file of otherVersion) console.log(`${file}  与验证过的版本不同  another version than the one proved`)
for (const font of missing) console.log(`${font.file}  缺少，来自 Debian 软件包 ${font.package}  missing`)
process.exit(missing.length === 0 ? 0 : 1)
