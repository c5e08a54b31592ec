import type { Application } from '@yimi/contract/broadcast.ts'
import type { Fault } from '@yimi/contract/errors.ts'
import { FIELD_LABELS } from '@yimi/contract/labels.ts'
import type { RulesContent } from '@yimi/contract/work-rules.ts'
import { Refusal } from '#platform/fault.ts'
import { missingFields } from './application-fields.ts'

/**
 * Everything that the work rules ask for is there, and the times make sense.
 * @throws Refusal `application-incomplete` with one fault a field
 */
export function refuseIncomplete(
  application: Application,
  rules: RulesContent,
  times: { notBefore?: Date } = {},
): void {
  const faults: Fault[] = missingFields(application, rules).map((field) => ({
    path: [field],
    message: `请填写${FIELD_LABELS[field].zh}`,
  }))
  const { startsAt, endsAt } = application
  if (startsAt && endsAt && Date.parse(endsAt) <= Date.parse(startsAt))
    faults.push({ path: ['endsAt'], message: '结束时间要晚于开始时间' })
  if (startsAt && times.notBefore && Date.parse(startsAt) <= times.notBefore.getTime())
    faults.push({ path: ['startsAt'], message: '开始时间已经过去，请改到以后' })
  if (application.hostId && application.guests.includes(application.hostId))
    faults.push({ path: ['guests'], message: '主持人不能同时列为嘉宾' })
  if (faults.length > 0) throw new Refusal('application-incomplete', { faults })
}
