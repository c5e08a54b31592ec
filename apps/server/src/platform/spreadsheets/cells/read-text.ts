import { isBlank, textOf } from '../sheet-row.ts'
import { type CellReader, errorOf, faultOf } from './cell-reading.ts'

/** Words as they are. */
export function textReader(maxCharacters: number): CellReader<string> {
  return (cell) => {
    if (isBlank(cell) || cell === null) return { notes: [] }
    if (typeof cell === 'object' && 'error' in cell) return errorOf(cell)
    const text = textOf(cell)
      .normalize('NFC')
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
    if ([...text].length > maxCharacters) return faultOf('too-long')
    return { value: text, notes: [] }
  }
}
