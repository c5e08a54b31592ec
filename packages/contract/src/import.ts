import { z } from 'zod'
import { Id, IdParams, Instant, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

/** One kind of list that can be imported; the server's modules register them. */
export const ImportKindPlan = z.object({
  kind: z.string(),
  label: z.string(),
  fields: z.array(z.object({ field: z.string(), label: z.string(), required: z.boolean() })),
})
export type ImportKindPlan = z.output<typeof ImportKindPlan>

/** What a staged list is now. */
export const IMPORT_STATUSES = ['staged', 'checked', 'running', 'imported', 'undone', 'forgotten'] as const
export const ImportStatus = z.enum(IMPORT_STATUSES)
export type ImportStatus = z.output<typeof ImportStatus>

export const ImportCounts = z.object({
  /** Rows that name somebody: neither headings nor totals nor remarks. */
  rows: z.int(),
  ready: z.int(),
  faulty: z.int(),
  noted: z.int(),
  /** Rows that are not imported, by reason. */
  skipped: z.record(z.string(), z.int()),
})
export type ImportCounts = z.output<typeof ImportCounts>

export const ImportRun = z.object({ what: z.enum(['check', 'import', 'undo']), done: z.int(), total: z.int() })
export type ImportRun = z.output<typeof ImportRun>

export const ImportAbout = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  fileName: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  status: ImportStatus,
  run: ImportRun.nullable(),
  /** How the last run ended when it did not finish: `cancelled`, `interrupted`, `failed`. */
  stopped: z.string().nullable(),
  counts: ImportCounts.nullable(),
  created: z.int(),
  withdrawn: z.int(),
  importedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
})
export type ImportAbout = z.output<typeof ImportAbout>

export const ImportColumn = z.object({
  column: z.int(),
  /** A, B, … AA, as the spreadsheet shows it. */
  letters: z.string(),
  heading: z.string(),
  field: z.string().nullable(),
})

/** Everything that was understood of a file. */
export const ImportDetail = ImportAbout.extend({
  format: z.enum(['xlsx', 'csv']),
  encoding: z.string(),
  sheets: z.array(
    z.object({
      name: z.string(),
      hidden: z.boolean(),
      hiddenRows: z.int(),
      formulas: z.int(),
      chosen: z.boolean(),
    }),
  ),
  headingRows: z.array(z.int()),
  columns: z.array(ImportColumn),
  fields: ImportKindPlan.shape.fields,
  /** The mapping is the one that this organisation used for the same headings before. */
  remembered: z.boolean(),
  withHidden: z.boolean(),
})
export type ImportDetail = z.output<typeof ImportDetail>

export const ImportedCell = z.object({
  column: z.int(),
  /** As the sheet has it; personal numbers without a fault are masked. */
  text: z.string(),
  fault: z.string().nullable(),
  notes: z.array(z.string()),
})
export const ImportedRow = z.object({
  number: z.int(),
  cells: z.array(ImportedCell),
  /** Why the row is not imported, in words. */
  skipped: z.string().nullable(),
  leftOut: z.boolean(),
})
export type ImportedRow = z.output<typeof ImportedRow>

export const ROW_SELECTIONS = ['faulty', 'noted', 'skipped', 'all'] as const

export const listImportKinds = defineRoute({
  method: 'GET',
  path: '/import-kinds',
  summary: 'Kinds of lists that I may import, and their columns',
  capability: 'import.make',
  owner: 'none',
  answer: z.object({ items: z.array(ImportKindPlan) }),
})

export const listImports = defineRoute({
  method: 'GET',
  path: '/imports',
  summary: 'Imports of my area, the latest first',
  capability: 'import.make',
  owner: 'none',
  query: PageQuery,
  answer: pageOf(ImportAbout),
})

export const stageImport = defineRoute({
  method: 'POST',
  path: '/imports',
  summary: 'Read a spreadsheet (form field `file`) into staging; nothing is imported yet',
  capability: 'import.make',
  owner: 'record',
  upload: true,
  query: z.object({
    orgId: Id,
    kind: z.string().max(30),
    /** Which sheet, from 0; the one that fits best when absent. */
    sheet: z.coerce.number().int().min(0).max(40).optional(),
  }),
  answer: ImportDetail,
})

export const getImport = defineRoute({
  method: 'GET',
  path: '/imports/:id',
  summary: 'What was understood of a staged list, and what became of it',
  capability: 'import.make',
  owner: 'record',
  params: IdParams,
  answer: ImportDetail,
})

export const mapImport = defineRoute({
  method: 'PUT',
  path: '/imports/:id/mapping',
  summary: 'Say which column holds which field; remembered for lists with the same headings',
  capability: 'import.make',
  owner: 'record',
  params: IdParams,
  body: z.object({
    mapping: z.record(z.string().max(30), z.int().min(0).max(255)),
    withHidden: z.boolean(),
  }),
  answer: ImportDetail,
})

export const checkImport = defineRoute({
  method: 'POST',
  path: '/imports/:id/check',
  summary: 'Dry run: every row is read and compared, nothing is imported',
  capability: 'import.make',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: ImportAbout,
})

export const listImportRows = defineRoute({
  method: 'GET',
  path: '/imports/:id/rows',
  summary: 'Staged rows with their faults and notes, cell by cell',
  capability: 'import.make',
  owner: 'record',
  params: IdParams,
  query: PageQuery.extend({ show: z.enum(ROW_SELECTIONS).default('faulty') }),
  answer: pageOf(ImportedRow),
})

export const mendImportRow = defineRoute({
  method: 'PUT',
  path: '/imports/:id/rows/:number',
  summary: 'Mend cells of a staged row, or leave the row out',
  capability: 'import.make',
  owner: 'record',
  params: IdParams.extend({ number: z.coerce.number().int().min(1).max(2_000_000) }),
  body: z.object({
    cells: z.array(z.object({ column: z.int().min(0).max(255), text: words(2_000) })).max(60),
    leftOut: z.boolean(),
  }),
  answer: ImportedRow,
})

export const runImport = defineRoute({
  method: 'POST',
  path: '/imports/:id/import',
  summary: 'Import all rows that have no fault, in one transaction',
  capability: 'import.make',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    /** Rows with faults stay behind; without it the import is refused while there are any. */
    withoutFaulty: z.boolean(),
  }),
  answer: ImportAbout,
})

export const cancelImport = defineRoute({
  method: 'POST',
  path: '/imports/:id/cancel',
  summary: 'Stop what is running; of an import nothing stays',
  capability: 'import.make',
  owner: 'record',
  params: IdParams,
  answer: ImportAbout,
})

export const undoImport = defineRoute({
  method: 'POST',
  path: '/imports/:id/undo',
  summary: 'Withdraw what an import created, except what was changed since',
  capability: 'import.make',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: ImportAbout,
})

export const forgetImport = defineRoute({
  method: 'DELETE',
  path: '/imports/:id',
  summary: 'Throw the staged rows away at once; what was imported stays',
  capability: 'import.make',
  owner: 'record',
  params: IdParams,
  answer: ImportAbout,
})
