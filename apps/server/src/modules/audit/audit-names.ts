import type { Tx } from '#platform/database/database.ts'

/** Audit stands below every module and knows none: whoever wires it says how ids become names. */
export type AuditNames = {
  accounts(tx: Tx, ids: readonly string[]): Promise<Map<string, string>>
  organisations(tx: Tx, ids: readonly string[], day: string): Promise<Map<string, string>>
}
