import { invitationFlow } from '@yimi/contract/account.ts'
import { broadcastFlow } from '@yimi/contract/broadcast.ts'
import { complaintFlow } from '@yimi/contract/complaint.ts'
import type { FlowPlan } from '@yimi/contract/flow.ts'
import { guestConsentFlow } from '@yimi/contract/guest.ts'
import { MODULE_EDGES } from '../apps/server/src/modules/edges.ts'
import { flowDiagram } from '../apps/server/src/platform/flow/diagram.ts'

/** Every flow of the product, in the order in which a newcomer should read them. */
export const ALL_FLOWS: readonly FlowPlan[] = [broadcastFlow, guestConsentFlow, invitationFlow, complaintFlow]

/** The parts of ARCHITECTURE.md that are made from the code, by the name in their marker. */
export function architectureParts(): ReadonlyMap<string, string> {
  return new Map([
    ['modules', fenced(modulesDiagram())],
    ['flows', ALL_FLOWS.map((plan) => `### ${plan.kind}\n\n${fenced(flowDiagram(plan))}`).join('\n\n')],
  ])
}

/** Replaces what stands between `<!-- generated: NAME -->` and `<!-- /generated -->`. */
export function withGeneratedParts(text: string, parts: ReadonlyMap<string, string>): string {
  return text.replace(
    /(<!-- generated: ([a-z-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (whole, start: string, name: string, end: string) => {
      const part = parts.get(name)
      return part === undefined ? whole : `${start}\n${part}\n\n${end}`
    },
  )
}

function modulesDiagram(): string {
  const edges = Object.entries(MODULE_EDGES).flatMap(([from, uses]) => uses.map((to) => `  ${from} --> ${to}`))
  const alone = Object.entries(MODULE_EDGES).flatMap(([name, uses]) => (uses.length === 0 ? [`  ${name}`] : []))
  return ['flowchart BT', ...alone, ...edges].join('\n')
}

function fenced(mermaid: string): string {
  return `\`\`\`mermaid\n${mermaid}\n\`\`\``
}
