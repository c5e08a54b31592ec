/**
 * `npm run demo-code [-- DATA FOLDER]`: the present code of the demonstration's second factor.
 * `npm run demo-code -- --sms [DATA FOLDER]`: the newest short message, which a demonstration writes down instead of sending.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './set-up/install.mjs'

const given = process.argv.slice(2)
const data = given.find((one) => !one.startsWith('--')) ?? process.env.YIMI_DATA ?? join(root, 'data')
if (given.includes('--sms')) sayNewestMessage()
else await saySecondFactor()

function sayNewestMessage() {
  const folder = join(data, 'outbox', 'sms')
  // The names of the files rise with time.
  const newest = existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined
  if (!newest) {
    console.error(`还没有短信：${folder}\n数据在别处时写明：npm run demo-code -- --sms 数据文件夹`)
    process.exit(1)
  }
  console.log(readFileSync(join(folder, newest), 'utf8').trim())
}

async function saySecondFactor() {
  const file = join(data, 'keys', 'demo-second-factor')
  if (!existsSync(file)) {
    console.error(`这里没有演示数据：${file}\n数据在别处时写明：npm run demo-code -- 数据文件夹`)
    process.exit(1)
  }
  const { generate } = await import('otplib')
  console.log(await generate({ secret: readFileSync(file, 'utf8').trim() }))
  console.error(`还有 ${30 - (Math.floor(Date.now() / 1000) % 30)} 秒有效，每个码只能用一次`)
}
