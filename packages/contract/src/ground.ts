import { z } from 'zod'
import { Day, Id, IdParams, line, PageQuery, pageOf } from './ids.ts'
import { PrintedFile } from './printed-file.ts'
import { defineRoute } from './route.ts'

/** One label of a dwelling's path: 梧桐里, 3号楼, 2单元, 501室. */
export const Label = line(30).refine((label) => !label.includes('/'), { message: '不能含有斜线' })
/** From large to small, one to four. */
export const DwellingLabels = z.array(Label).min(1).max(4)

export const GroundPerson = z.object({ id: Id, personId: Id, name: z.string(), from: Day, until: Day.nullable() })

export const Grid = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  name: z.string(),
  /** 20 digits (CJ/T 349-2010), where one was given. */
  code: z.string().nullable(),
  from: Day,
  until: Day.nullable(),
  workers: z.array(GroundPerson),
  dwellings: z.int(),
})
export type Grid = z.output<typeof Grid>

export const Entrance = z.object({
  id: Id,
  orgId: Id,
  labels: z.array(z.string()),
  from: Day,
  until: Day.nullable(),
  stewards: z.array(GroundPerson),
  dwellings: z.int(),
})
export type Entrance = z.output<typeof Entrance>

export const Dwelling = z.object({
  id: Id,
  orgId: Id,
  labels: z.array(z.string()),
  gridId: Id.nullable(),
  gridName: z.string().nullable(),
  entranceId: Id.nullable(),
  from: Day,
  until: Day.nullable(),
})
export type Dwelling = z.output<typeof Dwelling>

const GridCode = z
  .string()
  .regex(/^\d{20}$/, { message: '网格编码是 20 位数字' })
  .nullable()

export const listGrids = defineRoute({
  method: 'GET',
  path: '/grids',
  summary: 'Grids of my area with their workers',
  capability: 'ground.read',
  owner: 'none',
  query: z.object({ orgId: Id.optional() }),
  answer: z.object({ items: z.array(Grid) }),
})

export const createGrid = defineRoute({
  method: 'POST',
  path: '/grids',
  summary: 'Add a grid to a station',
  capability: 'ground.change',
  owner: 'record',
  idempotent: true,
  body: z.object({ orgId: Id, name: line(40), code: GridCode.default(null) }),
  answer: Grid,
})

export const endGrid = defineRoute({
  method: 'POST',
  path: '/grids/:id/end',
  summary: 'End a grid; its dwellings have none from then on, its history stays',
  capability: 'ground.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Grid,
})

export const setGridWorkers = defineRoute({
  method: 'PUT',
  path: '/grids/:id/workers',
  summary: 'Who works in a grid from today',
  capability: 'ground.change',
  owner: 'record',
  params: IdParams,
  body: z.object({ personIds: z.array(Id).max(20) }),
  answer: Grid,
})

export const listEntrances = defineRoute({
  method: 'GET',
  path: '/entrances',
  summary: 'Entrances of my area in building order, with their stewards',
  capability: 'ground.read',
  owner: 'none',
  query: PageQuery.extend({ orgId: Id.optional() }),
  answer: pageOf(Entrance),
})

export const printEntrancePlates = defineRoute({
  method: 'POST',
  path: '/organisations/:id/entrance-plates',
  summary: 'Plates with a code for entrances, by which volunteers show that they were there',
  capability: 'ground.change',
  owner: 'record',
  params: IdParams,
  body: z.object({ entranceIds: z.array(Id).min(1).max(200) }),
  answer: PrintedFile,
})

export const setEntranceStewards = defineRoute({
  method: 'PUT',
  path: '/entrances/:id/stewards',
  summary: 'Who is steward of an entrance from today',
  capability: 'ground.change',
  owner: 'record',
  params: IdParams,
  body: z.object({ personIds: z.array(Id).max(10) }),
  answer: Entrance,
})

export const listDwellings = defineRoute({
  method: 'GET',
  path: '/dwellings',
  summary: 'Dwellings of my area in building order',
  capability: 'ground.read',
  owner: 'none',
  query: PageQuery.extend({
    orgId: Id.optional(),
    gridId: Id.optional(),
    entranceId: Id.optional(),
    /** A door as people write it: 3-2-501, 3号楼501. */
    search: z.string().max(60).optional(),
  }),
  answer: pageOf(Dwelling),
})

export const createDwelling = defineRoute({
  method: 'POST',
  path: '/dwellings',
  summary: 'Add a dwelling; the same path twice in a station is refused',
  capability: 'ground.change',
  owner: 'record',
  idempotent: true,
  body: z.object({ orgId: Id, labels: DwellingLabels, gridId: Id.nullable().default(null) }),
  answer: Dwelling,
})

export const placeDwellings = defineRoute({
  method: 'POST',
  path: '/dwellings/place',
  summary: 'Put dwellings into a grid from today',
  capability: 'ground.change',
  owner: 'record',
  idempotent: true,
  body: z.object({ dwellingIds: z.array(Id).min(1).max(500), gridId: Id.nullable() }),
  answer: z.object({ placed: z.int() }),
})

export const endDwelling = defineRoute({
  method: 'POST',
  path: '/dwellings/:id/end',
  summary: 'A dwelling that is no more: pulled down, or entered by mistake',
  capability: 'ground.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Dwelling,
})

/** Colleagues of a station who may be put in charge: people with an account there. */
export const listGroundStaff = defineRoute({
  method: 'GET',
  path: '/ground/staff',
  summary: 'Grid workers and stewards with an account, to choose from',
  capability: 'ground.change',
  owner: 'none',
  query: z.object({ orgId: Id }),
  answer: z.object({ items: z.array(z.object({ personId: Id, name: z.string(), role: z.string() })) }),
})
