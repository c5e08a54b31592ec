import { z } from 'zod'
import { Id } from './ids.ts'
import type { TagKind } from './person-tag.ts'

/** What is held of a resident and looked at again at the door: each has the day on which somebody last said that it is so. */
export const DOOR_FACTS = { name: '姓名', phone: '电话', home: '住处', mark: '标签' } as const
export const DoorFactKind = z.enum(['name', 'phone', 'home', 'mark'])
export type DoorFactKind = z.output<typeof DoorFactKind>

/** Marks that matter to whoever stands at the door. Others stay with the record. */
export const DOOR_MARKS = [
  'living-alone',
  'elder-couple',
  'child-left-behind',
  'disability',
  'health',
  'mobility-limited',
  'newborn',
] as const satisfies readonly TagKind[]

/** Marks that may be given at the door: none that needs a consent of its own. */
export const PLAIN_MARKS = ['living-alone', 'elder-couple'] as const satisfies readonly TagKind[]
export const PlainMark = z.enum(PLAIN_MARKS)

/** Which fact: of a mark its id, of the others nothing besides. */
export const FactOf = z.object({ fact: DoorFactKind, tagId: Id.nullable() })
export type FactOf = z.output<typeof FactOf>
