const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The words of a text item: its runs joined, readings above the line (`rPh`) left out. */
export function textOfXml(xml: string): string {
  const runs = xml.includes('rPh') ? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml
  let text = ''
  for (const match of runs.matchAll(/<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<\//g)) text += match[1]
  return decodeXml(text).replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** Entities and character references as the signs they stand for. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, entity) => {
    if (entity) return ENTITIES[entity] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

export function attributeOf(tag: string, name: string): string {
  return decodeXml(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}
