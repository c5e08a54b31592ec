import { parseAst } from 'vite'

type SyntaxNode = { type: string; [field: string]: unknown }

/** What one of Chromium 78 and iOS 13.4 cannot read, by the kind of syntax. */
const NEWER: Readonly<Record<string, (node: SyntaxNode) => string | false>> = {
  ChainExpression: () => 'optional chaining (Chromium 80)',
  LogicalExpression: (node) => node.operator === '??' && '?? (Chromium 80)',
  AssignmentExpression: (node) =>
    ['??=', '||=', '&&='].includes(String(node.operator)) && 'logical assignment (Chromium 85, iOS 14)',
  PropertyDefinition: () => 'class field (iOS 14.5)',
  AccessorProperty: () => 'accessor',
  PrivateIdentifier: () => 'private name (iOS 14.5)',
  StaticBlock: () => 'static block (Chromium 94, iOS 16.4)',
  ExportAllDeclaration: (node) => node.exported !== null && 'export * as (iOS 14.5)',
  ImportAttribute: () => 'import attribute',
  Literal: newerLiteral,
}
const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

/** Every piece of syntax in the program that old WebViews cannot read; such a file does nothing at all there. */
export function newerSyntax(code: string): string[] {
  const found: string[] = []
  walk(parseAst(code) as unknown, false)
  return [...new Set(found)]

  function walk(part: unknown, inFunction: boolean): void {
    if (Array.isArray(part)) {
      for (const one of part) walk(one, inFunction)
      return
    }
    if (!isNode(part)) return
    const newer = NEWER[part.type]?.(part)
    if (newer) found.push(newer)
    if (!inFunction && (part.type === 'AwaitExpression' || (part.type === 'ForOfStatement' && part.await === true)))
      found.push('await outside of functions (Chromium 89, iOS 15)')
    for (const field of Object.values(part)) walk(field, inFunction || FUNCTIONS.includes(part.type))
  }
}

function isNode(part: unknown): part is SyntaxNode {
  return typeof part === 'object' && part !== null && 'type' in part && typeof part.type === 'string'
}

function newerLiteral(node: SyntaxNode): string | false {
  if ('bigint' in node && node.bigint) return 'BigInt (iOS 14)'
  if ('regex' in node && node.regex) return newerPattern(node.regex)
  return typeof node.value === 'number' && String(node.raw).includes('_') && 'figures with _ (Chromium 75, iOS 13.4)'
}

function newerPattern(regex: unknown): string | false {
  const { pattern, flags } = regex as { pattern: string; flags: string }
  if (/[dv]/.test(flags)) return 'pattern flag d or v'
  return /\(\?<[=!]/.test(pattern) && 'look-behind (iOS 16.4)'
}
