import { Refusal } from '#platform/fault.ts'

/** Words that long common passwords are made of; what is left of a password without its digits and signs. */
const COMMON = new Set(
  `password passwort admin administrator welcome letmein changeme iloveyou woaini woaiwojia qwerty qwertyuiop asdfgh
  asdfghjkl zxcvbnm qazwsx qazwsxedc master dragon monkey football baseball sunshine princess superman login user root
  test guest default secret hello china zhongguo beijing shanghai mima wodemima huanying yimi shijian zhiyuan computer
  internet system manager service abc abcd abcdef abcdefg abcdefgh abcdefghijkl aaaaaa qweasd qweasdzxc`.split(/\s+/),
)
const RUNS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv',
]
const DIFFERENT_MIN = 6

/**
 * No rules of composition, but nothing that is tried first: common words with figures around them, runs of the keyboard,
 * one part again and again, the person's own name (ASVS 5.0, 6.2.4 and 6.2.5).
 * @throws Refusal `weak-password`
 */
export function requireStrong(password: string, about: readonly string[]): void {
  const plain = password.normalize('NFKC').toLowerCase()
  const letters = plain.replace(/[^\p{L}]/gu, '')
  const own = about.map((word) => word.toLowerCase()).filter((word) => word.length >= 4)
  if (
    new Set(plain).size < DIFFERENT_MIN ||
    (letters.length > 0 && COMMON.has(unrepeated(letters))) ||
    isRun(plain) ||
    own.some((word) => plain.replace(word, '').length < DIFFERENT_MIN)
  )
    throw new Refusal('weak-password')
}

/** `passwordpassword` is `password`. */
function unrepeated(text: string): string {
  return /^(.+?)\1*$/su.exec(text)?.[1] ?? text
}

/** Made of runs of four and more that everybody knows, forwards or backwards. */
function isRun(text: string): boolean {
  let rest = text
  for (const run of RUNS.flatMap((one) => [one, [...one].reverse().join('')])) {
    for (let length = run.length; length >= 4; length -= 1) {
      for (let start = 0; start + length <= run.length; start += 1) {
        rest = rest.replaceAll(run.slice(start, start + length), '')
      }
    }
  }
  return rest.length < DIFFERENT_MIN - 2
}
