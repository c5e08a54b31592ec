/** What must not be left behind: focused or skipped tests, notes to oneself, silenced tools. */
import { type ESTree, Visitor } from 'vite'
import type { Check, Fault } from './check.ts'
import { isTest, type SourceFile } from './project.ts'

const testWords = new Set(['test', 'it', 'describe', 'bench', 'suite'])
const skipping = new Set(['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails'])
const noteWords = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK']
const notes = new RegExp(`\\b(${noteWords.join('|')})\\b`)

export const leftovers: Check = {
  name: 'leftovers',
  run(project) {
    return project.sources.flatMap((source) => [
      ...syntaxFaults(source),
      ...(isTest(source.path) ? skippedTests(source) : []),
      ...commentFaults(source),
    ])
  },
}

function syntaxFaults(source: SourceFile): Fault[] {
  return source.parsed.errors.map((message) => ({ file: source.path, message }))
}

function skippedTests(source: SourceFile): Fault[] {
  const faults: Fault[] = []
  new Visitor({
    MemberExpression(node) {
      if (node.property.type !== 'Identifier' || !skipping.has(node.property.name) || !testWords.has(rootOf(node)))
        return
      const message = `${rootOf(node)}.${node.property.name}: a test runs or is taken away. What the machine lacks is installed by npm test.`
      faults.push({ file: source.path, line: source.lineAt(node.start), message })
    },
    CallExpression(node) {
      if (node.callee.type !== 'Identifier' || !/^(xit|xtest|xdescribe|fit|fdescribe)$/.test(node.callee.name)) return
      faults.push({
        file: source.path,
        line: source.lineAt(node.start),
        message: `${node.callee.name}: a test runs or is taken away.`,
      })
    },
  }).visit(source.parsed.program)
  return faults
}

function rootOf(node: ESTree.Node): string {
  if (node.type === 'MemberExpression') return rootOf(node.object)
  if (node.type === 'CallExpression') return rootOf(node.callee)
  return node.type === 'Identifier' ? node.name : ''
}

function commentFaults(source: SourceFile): Fault[] {
  return source.parsed.comments.flatMap((comment): Fault[] => {
    const at = { file: source.path, line: source.lineAt(comment.start) }
    const text = comment.value
    if (notes.test(text)) return [{ ...at, message: 'Do it now or open an issue; no notes to oneself in the code.' }]
    if (/@ts-(ignore|nocheck)/.test(text)) return [{ ...at, message: 'Say the type instead of silencing the checker.' }]
    if (/@ts-expect-error\s*$/.test(text) || /biome-ignore[^:]*(:\s*(<.*>)?\s*)?$/.test(text)) {
      return [{ ...at, message: 'Give the reason why the tool is wrong here.' }]
    }
    return []
  })
}
