const PARTS =
  /^(?<place>[^\d]*?(?:小区|家园|花园|公寓|大院|新村|苑|里|院|村|巷|胡同|庄)?)(?<building>[A-Za-z]?\d+(?:号楼|号院|[楼栋幢座])|[A-Za-z][楼栋座])?(?<unit>\d+(?:单元|门))?(?<door>\d+[室户号]?|[东西南北中]户)?$/u

/**
 * Labels of a dwelling from an address in one line, from large to small: 东河里1号楼2单元301 is 东河里, 1号楼, 2单元, 301. Also 3-2-501.
 * Undefined when no door can be told: the address is then kept as words.
 */
export function labelsOfAddress(address: string): string[] | undefined {
  const plain = address.normalize('NFKC').replace(/[\s,，]/g, '')
  const dashed = /^(\D*?)(\d+)[-－#](\d+)[-－](\d+)(?:室|户)?$/.exec(plain)
  if (dashed) return filled([dashed[1] ?? '', `${dashed[2]}号楼`, `${dashed[3]}单元`, dashed[4] ?? ''])
  const { place, building, unit, door } = PARTS.exec(plain)?.groups ?? {}
  if (door === undefined || (building === undefined && !place)) return undefined
  return filled([place ?? '', building ?? '', unit ?? '', door])
}

/** Labels from a building, a unit and a door in columns of their own; bare numbers get the word of their column. */
export function labelsOfColumns(parts: {
  building?: string | undefined
  unit?: string | undefined
  door?: string | undefined
}): string[] | undefined {
  if (parts.door === undefined) return undefined
  const named = (text: string | undefined, word: string) =>
    text === undefined ? '' : /^[\dA-Za-z]+$/.test(text.normalize('NFKC')) ? `${text}${word}` : text
  return filled([named(parts.building, '号楼'), named(parts.unit, '单元'), parts.door])
}

function filled(labels: readonly string[]): string[] {
  return labels.filter((label) => label !== '')
}
