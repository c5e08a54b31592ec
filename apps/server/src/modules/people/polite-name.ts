const TWO_CHARACTER_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 夏侯 东方 尉迟 皇甫 公孙 慕容 令狐 长孙 宇文 司徒 轩辕 南宫 端木 百里 呼延 澹台 申屠 独孤 西门 闻人 赫连 公冶 宗政 濮阳 淳于 单于 太叔 仲孙 钟离 鲜于'.split(
    ' ',
  ),
)

/** Surname and title, as a sheet prints it: 王女士. Of a name of several parts the first stands. */
export function politeName(name: string, sex: 'female' | 'male' | null): string {
  const trimmed = name.trim()
  if (trimmed === '') return '住户'
  const title = sex === 'female' ? '女士' : sex === 'male' ? '先生' : '家'
  return `${surnameOf(trimmed)}${title}`
}

function surnameOf(name: string): string {
  const [first = '', ...rest] = name.split(/[\s·]+/)
  if (rest.length > 0 || !/^\p{Script=Han}/u.test(name)) return first
  const characters = [...name]
  const two = characters.slice(0, 2).join('')
  return characters.length > 2 && TWO_CHARACTER_SURNAMES.has(two) ? two : (characters[0] ?? '')
}
