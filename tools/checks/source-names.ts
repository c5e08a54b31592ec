/** The bulletin that Yimi grew from names real people, places, channels and numbers. None of them, and no sentence of it, may stand in the project; only hashes are kept here. */
import type { Check, Fault } from './check.ts'
import { freeTerms } from './free-terms.ts'
import { findHashed, type HashedWords, normalise, type PreparedWords, prepare } from './name-hashes.ts'
import type { ProjectFile } from './project.ts'
import { nameHashes } from './source-name-hashes.ts'
import { sentenceHashes } from './source-sentence-hashes.ts'

type Kind = { words: readonly PreparedWords[]; message: string }

export const sourceNames: Check = {
  name: 'source names',
  run(project) {
    const kinds = kindsOf(nameHashes, sentenceHashes)
    return project.files.flatMap((file) => refusedIn(file, kinds))
  },
}

export function kindsOf(names: readonly HashedWords[], sentences: readonly HashedWords[]): Kind[] {
  return [
    { words: names.map(prepare), message: 'A real name or number of the source stands here. Invent one.' },
    { words: sentences.map(prepare), message: 'Words of the source stand here. Say it in your own.' },
  ]
}

/** The words found are not repeated in the message: it may be printed where anybody reads it. */
export function refusedIn(file: ProjectFile, kinds: readonly Kind[]): Fault[] {
  const inPath = normalise(file.path, freeTerms)
  const inText = normalise(file.text ?? '', freeTerms)
  return kinds.flatMap(({ words, message }) => {
    const named = words.some((group) => findHashed(inPath, group).length > 0)
    const lines = new Set<number>()
    for (const group of words) {
      for (const start of findHashed(inText, group)) lines.add(lineAt(file.text ?? '', inText.origin[start] ?? 0))
    }
    const faults: Fault[] = [...lines].sort((a, b) => a - b).map((line) => ({ file: file.path, line, message }))
    return named ? [{ file: file.path, message: `${message} (the path)` }, ...faults] : faults
  })
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
