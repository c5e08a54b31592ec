import { textOfXml } from './xml-text.ts'

/** Texts that cells of a workbook share, kept as UTF-8 in one piece: 300,000 of them take what their letters take. */
export type SharedTexts = { readonly at: (index: number) => string | undefined }

const ITEM = /<(?:\w+:)?si\b[^<>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g
const FIRST_BYTES = 64 * 1024

/** Reads `sharedStrings.xml` (ECMA-376 part 1, 18.4). */
export async function readSharedTexts(pieces: AsyncIterable<Buffer>): Promise<SharedTexts> {
  let bytes = Buffer.alloc(FIRST_BYTES)
  let ends = new Uint32Array(1024)
  let count = 0
  let used = 0
  const keep = (text: string) => {
    const length = Buffer.byteLength(text)
    if (used + length > bytes.length) bytes = Buffer.concat([bytes], Math.max(bytes.length * 2, used + length))
    if (count === ends.length) {
      const longer = new Uint32Array(ends.length * 2)
      longer.set(ends)
      ends = longer
    }
    used += bytes.write(text, used)
    ends[count] = used
    count += 1
  }
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of pieces) {
    const text = rest + decoder.decode(piece, { stream: true })
    let read = 0
    for (const match of text.matchAll(ITEM)) {
      keep(textOfXml(match[1] ?? ''))
      read = match.index + match[0].length
    }
    rest = text.slice(read)
  }
  return {
    at: (index) =>
      index >= 0 && index < count ? bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]) : undefined,
  }
}

export const NO_SHARED_TEXTS: SharedTexts = { at: () => undefined }
