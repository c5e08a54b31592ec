import { type Application, Form, Purpose, RundownSegment } from '@yimi/contract/broadcast.ts'
import { APPLICATION_FIELDS, type ApplicationField, type Gate, type RulesContent } from '@yimi/contract/work-rules.ts'
import { z } from 'zod'
import { canonicalJson } from '#platform/flow/chain.ts'
import type { BroadcastRow } from './broadcast-queries.ts'

/** What a save may bring: each field or none of it. */
export type Changes = { readonly [Field in ApplicationField]?: Application[Field] | undefined }

/** The application as its row holds it. */
export function applicationOf(row: BroadcastRow): Application {
  return {
    title: row.title,
    purposes: z.array(Purpose).parse(row.purposes),
    summary: row.summary,
    occasion: row.occasion,
    series: row.series,
    episode: row.episode,
    forms: z.array(Form).parse(row.forms),
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    venueId: row.venue_id,
    seats: row.seats,
    hostId: row.host_id,
    guests: row.guests,
    partners: row.partners,
    rundown: z.array(RundownSegment).parse(row.rundown),
    riskPlan: row.risk_plan,
    channelIds: row.channel_ids,
  }
}

/** The columns for the fields that are given. */
export function columnsOf(changes: Changes) {
  const instant = (value: string | null | undefined) =>
    value === undefined ? undefined : value === null ? null : new Date(value)
  const all = {
    title: changes.title,
    purposes: changes.purposes,
    summary: changes.summary,
    occasion: changes.occasion,
    series: changes.series,
    episode: changes.episode,
    forms: changes.forms,
    starts_at: instant(changes.startsAt),
    ends_at: instant(changes.endsAt),
    venue_id: changes.venueId,
    seats: changes.seats,
    host_id: changes.hostId,
    guests: changes.guests,
    partners: changes.partners,
    rundown: changes.rundown && JSON.stringify(changes.rundown),
    risk_plan: changes.riskPlan,
    channel_ids: changes.channelIds,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [Column in keyof typeof all]?: Exclude<(typeof all)[Column], undefined>
  }
}

/** Fields whose value differs from what is stored; a field sent as it was is no change and opens no gate. */
export function changedFields(before: Application, changes: Changes): ApplicationField[] {
  return APPLICATION_FIELDS.filter(
    (field) => changes[field] !== undefined && comparable(before[field]) !== comparable(changes[field]),
  )
}

/** Required fields that are empty. */
export function missingFields(application: Application, rules: RulesContent): ApplicationField[] {
  return APPLICATION_FIELDS.filter((field) => rules.fields[field].required && isEmpty(application[field]))
}

/** Gates that the fields touch, by the rules the application was made under. */
export function gatesTouchedBy(fields: readonly ApplicationField[], rules: RulesContent): Set<Gate> {
  return new Set(fields.flatMap((field) => rules.fields[field].gates))
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Instants are compared as instants: `+08:00` and `Z` may name the same one. */
function comparable(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) && Number.isFinite(Date.parse(value)))
    return new Date(value).toISOString()
  return canonicalJson(value ?? null)
}
