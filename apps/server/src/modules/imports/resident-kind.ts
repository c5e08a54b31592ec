import { HOUSEHOLD_ROLES, type HouseholdRole } from '@yimi/contract/household.ts'
import { ensureDwellings } from '#modules/ground/ground.ts'
import { findRegistered, type NewResident, registerResidents, withdrawResidents } from '#modules/people/people.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { CellNoteCode } from '#platform/spreadsheets/cells/cell-reading.ts'
import { labelsOfAddress, labelsOfColumns } from './dwelling-labels.ts'
import type { ImportKind, ReadyRow } from './import-kind.ts'
import { maskDigits } from './mask-digits.ts'
import { checkResident, RESIDENT_FIELDS, type ResidentRow } from './resident-fields.ts'

/** Residents of a station. */
export const RESIDENTS: ImportKind = {
  name: 'residents',
  label: '居民',
  capability: 'person.change',
  fields: RESIDENT_FIELDS,
  masked: { idNumber: maskDigits, phone: maskDigits },
  checkRow: checkResident,
  identity: { field: 'idNumber', of: (row) => (row.values as ResidentRow).idNumber?.number },
  findKnown,
  apply,
  withdraw: withdrawResidents,
}

/** The same identity number is the same person. Less than that is never taken for it: it is noted, and a person judges later. */
async function findKnown(context: FlowContext, orgId: string, rows: readonly ReadyRow[]) {
  const residents = rows.map((row) => residentOf(row, orgId))
  const found = await findRegistered(context, orgId, residents)
  const known = new Set<number>()
  const maybe = new Map<number, { field: string; code: CellNoteCode }>()
  rows.forEach((row, place) => {
    const likeness = found[place]
    if (likeness === 'same-number') known.add(row.number)
    else if (likeness === 'same-name-and-more') maybe.set(row.number, { field: 'name', code: 'maybe-there' })
  })
  return { known, maybe }
}

async function apply(context: FlowContext, orgId: string, rows: readonly ReadyRow[]): Promise<string[]> {
  const labels = rows.map((row) => labelsOf(row.values as ResidentRow))
  const wanted = labels.flatMap((each) => (each ? [{ labels: each }] : []))
  const ids = wanted.length > 0 ? await ensureDwellings(context, orgId, wanted) : []
  const dwellings = labels.map((each) => (each ? (ids.shift() ?? null) : null))
  return registerResidents(
    context,
    rows.map((row, place) => ({ ...residentOf(row, orgId), dwellingId: dwellings[place] ?? null })),
  )
}

function residentOf({ values }: ReadyRow, orgId: string): NewResident {
  const row = values as ResidentRow
  const labels = labelsOf(row)
  const { birthday } = row
  const isWholeSolarDay = birthday?.calendar === 'solar' && birthday.year && birthday.month && birthday.day
  const registered = row.idNumber?.birthDate ?? (isWholeSolarDay ? dayOfParts(birthday) : null)
  return {
    orgId,
    source: 'import',
    name: row.name ?? '',
    sex: row.sex ?? row.idNumber?.sex ?? null,
    birthDate: registered,
    ...(birthday?.month
      ? {
          birthday: {
            calendar: birthday.calendar,
            month: birthday.month,
            day: birthday.day ?? null,
            leap: birthday.isLeap,
          },
        }
      : {}),
    idNumber: row.idNumber?.number ?? '',
    contact: row.phone ?? '',
    address: labels ? '' : (row.address ?? ''),
    note: row.remark ?? '',
    role: roleOf(row.relation),
    ...(row.movedInOn ? { livesThereFrom: row.movedInOn } : {}),
  }
}

function labelsOf({ address, building, unit, door }: ResidentRow): string[] | undefined {
  const columns = labelsOfColumns({ building, unit, door })
  if (columns && building === undefined && address) return [address, ...columns].slice(0, 4)
  return columns ?? (address === undefined ? undefined : labelsOfAddress(address))
}

const RELATIONS: readonly (readonly [RegExp, HouseholdRole])[] = [
  [/户主|本人/, 'head'],
  [/配偶|妻|丈夫|夫|老伴|爱人/, 'spouse'],
  [/儿媳|女婿/, 'child-in-law'],
  [/岳|公公|婆婆/, 'parent-in-law'],
  [/孙/, 'grandchild'],
  [/祖|爷|奶|姥|外公|外婆/, 'grandparent'],
  [/[子女儿]/, 'child'],
  [/[父母爸妈]/, 'parent'],
  [/兄|弟|姐|妹/, 'sibling'],
  [/租/, 'tenant'],
  [/保姆|照料|护工/, 'carer'],
]

function roleOf(relation: string | undefined): HouseholdRole {
  if (relation === undefined) return 'member'
  const exact = Object.entries(HOUSEHOLD_ROLES).find(([, word]) => word === relation)?.[0]
  return (exact as HouseholdRole | undefined) ?? RELATIONS.find(([words]) => words.test(relation))?.[1] ?? 'member'
}

function dayOfParts({
  year,
  month,
  day,
}: {
  year: number | undefined
  month: number | undefined
  day: number | undefined
}): string {
  const two = (part: number | undefined) => String(part).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}`
}
