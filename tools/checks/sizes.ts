/** How long a file, a function and a component may be. */
import { type ESTree, Visitor } from 'vite'
import type { Check, Fault } from './check.ts'
import { isGenerated, isTest, type SourceFile } from './project.ts'

const maxFileLines = 400
const maxTestFileLines = 600
const maxFunctionLines = 80
const maxComponentLines = 120

export const fileSizes: Check = {
  name: 'file sizes',
  run(project) {
    return project.files.flatMap((file): Fault[] => {
      if (!/\.(tsx?|mjs|css)$/.test(file.path) || file.text === undefined || isGenerated(file.text)) return []
      const max = isTest(file.path) ? maxTestFileLines : maxFileLines
      const lines = file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0)
      if (lines <= max) return []
      return [{ file: file.path, message: `${lines} lines, at most ${max}. Split it along the ideas in it.` }]
    })
  },
}

export const functionSizes: Check = {
  name: 'function sizes',
  run(project) {
    return project.sources.filter((source) => !isTest(source.path) && !isGenerated(source.text)).flatMap(longFunctions)
  },
}

type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression

function longFunctions(source: SourceFile): Fault[] {
  const names = new Map<number, string>()
  const faults: Fault[] = []
  function look(node: FunctionNode): void {
    const first = source.lineAt(node.start)
    const lines = source.lineAt(node.end - 1) - first + 1
    const name = ('id' in node && node.id?.name) || names.get(node.start) || ''
    const isComponent = source.path.endsWith('.tsx') && /^[A-Z]/.test(name)
    const max = isComponent ? maxComponentLines : maxFunctionLines
    if (lines <= max) return
    const kind = isComponent ? 'The component' : 'The function'
    faults.push({
      file: source.path,
      line: first,
      message: `${kind} ${name || '(unnamed)'} has ${lines} lines, at most ${max}. Give its parts names.`,
    })
  }
  new Visitor({
    VariableDeclarator(node) {
      if (node.init && node.id.type === 'Identifier') names.set(node.init.start, node.id.name)
    },
    MethodDefinition(node) {
      if (node.key.type === 'Identifier' || node.key.type === 'PrivateIdentifier')
        names.set(node.value.start, node.key.name)
    },
    FunctionDeclaration: look,
    FunctionExpression: look,
    ArrowFunctionExpression: look,
  }).visit(source.parsed.program)
  return faults
}
