/** `npm run demo-code [-- DATA FOLDER]`: the present code of the demonstration's second factor. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './set-up/install.mjs'

const data = process.argv[2] ?? process.env.YIMI_DATA ?? join(root, 'data')
const file = join(data, 'keys', 'demo-second-factor')
if (!existsSync(file)) {
  console.error(`这里没有演示数据：${file}\n数据在别处时写明：npm run demo-code -- 数据文件夹`)
  process.exit(1)
}
const { generate } = await import('otplib')
console.log(await generate({ secret: readFileSync(file, 'utf8').trim() }))
console.error(`还有 ${30 - (Math.floor(Date.now() / 1000) % 30)} 秒有效，每个码只能用一次`)
