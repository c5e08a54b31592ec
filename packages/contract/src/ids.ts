import { z } from 'zod'

/** UUIDv7, made in Node so that every supported PostgreSQL takes it. */
export const Id = z.uuid()
export type Id = z.output<typeof Id>
export const IdParams = z.object({ id: Id })

/** A calendar day of Asia/Shanghai, never an instant: `2026-11-23`. */
export const Day = z.iso.date()
/** An instant in UTC with milliseconds: `2026-11-23T02:00:00.000Z`. */
export const Instant = z.iso.datetime({ offset: true })

/** One line of words: trimmed, no control characters, Unicode in NFC so that equal names compare equal. */
export function line(maxCharacters: number) {
  return z
    .string()
    .trim()
    .normalize('NFC')
    .min(1)
    .max(maxCharacters)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
}

/** Words over several lines; tabs and line ends allowed, other control characters refused. */
export function words(maxCharacters: number) {
  return z
    .string()
    .trim()
    .normalize('NFC')
    .max(maxCharacters)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u)
}

/** A page of a list: what is on it and how many there are in all. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), total: z.int().nonnegative() })
}

export const PageQuery = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
