import { join } from 'node:path'
import type { FlowPlan } from '@yimi/contract/flow.ts'

/** Every flow of the product, in the order in which a newcomer should read them: file of the contract and name of its plan. */
const FLOWS = [
  ['broadcast.ts', 'broadcastFlow'],
  ['guest.ts', 'guestConsentFlow'],
  ['account.ts', 'invitationFlow'],
  ['complaint.ts', 'complaintFlow'],
  ['incident.ts', 'incidentFlow'],
  ['volunteer.ts', 'volunteerFlow'],
  ['team.ts', 'membershipFlow'],
  ['activity.ts', 'activityFlow'],
  ['activity.ts', 'activityPlaceFlow'],
  ['late-hours.ts', 'lateHoursFlow'],
  ['late-hours.ts', 'heldHoursFlow'],
  ['round.ts', 'roundFlow'],
  ['visit.ts', 'visitPlanFlow'],
  ['check-in.ts', 'checkInFlow'],
  ['check-in.ts', 'checkedMemberFlow'],
  ['lending.ts', 'reservationFlow'],
  ['claimable.ts', 'claimableFlow'],
  ['order.ts', 'orderFlow'],
  ['order-place.ts', 'orderPlaceFlow'],
  ['need.ts', 'needFlow'],
  ['statistic.ts', 'statisticReleaseFlow'],
  ['life-event.ts', 'lifeEventFlow'],
  ['volunteer-sign-up.ts', 'volunteerSignUpFlow'],
  ['my-data.ts', 'privacyRequestFlow'],
] as const

/** All flows as Mermaid state diagrams, for ARCHITECTURE.md. */
export async function flowDiagrams(root: string): Promise<string> {
  const { flowDiagram }: { flowDiagram(plan: FlowPlan): string } = await import(
    join(root, 'apps/server/src/platform/flow/diagram.ts')
  )
  const parts: string[] = []
  for (const [file, name] of FLOWS) {
    const contract: Record<string, FlowPlan> = await import(join(root, 'packages/contract/src', file))
    const plan = contract[name]
    if (plan) parts.push(`### ${plan.kind}\n\n\`\`\`mermaid\n${flowDiagram(plan)}\n\`\`\``)
  }
  return parts.join('\n\n')
}
