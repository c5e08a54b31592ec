const TWO_CHARACTER_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 夏侯 东方 尉迟 皇甫 公孙 慕容 令狐 长孙 宇文 司徒 轩辕 南宫 端木 百里 呼延 澹台 申屠 独孤 西门 闻人 赫连 公冶 宗政 濮阳 淳于 单于 太叔 仲孙 钟离 鲜于'.split(
    ' ',
  ),
)

/** Surname and title, as a sheet prints it: 王女士. A name of one word without Chinese characters stands as it is. */
export function politeName(name: string, sex: 'female' | 'male' | null): string {
  const trimmed = name.trim()
  if (trimmed === '') return '住户'
  const isChinese = /^\p{Script=Han}/u.test(trimmed)
  const characters = [...trimmed]
  const surname = isChinese
    ? TWO_CHARACTER_SURNAMES.has(characters.slice(0, 2).join('')) && characters.length > 2
      ? characters.slice(0, 2).join('')
      : (characters[0] ?? '')
    : (trimmed.split(/[\s·]+/)[0] ?? '')
  const title = sex === 'female' ? '女士' : sex === 'male' ? '先生' : '家'
  return `${surname}${title}`
}
