import type { AttendanceSheets } from './attendance-sheets.ts'
import type { BirthdayCards } from './birthday-cards.ts'
import type { EntrancePlates } from './entrance-plates.ts'
import type { HourCertificates } from './hour-certificates.ts'
import type { Posters } from './posters.ts'
import type { PaperQuestionnaire } from './questionnaire.ts'
import type { Receipts } from './receipts.ts'
import type { ResidentCards } from './resident-cards.ts'
import type { RoundSheets } from './round-sheets.ts'
import type { Slips } from './slips.ts'

/**
 * What can be printed: plain values, set by the template of the same name. Texts are printed as they are; nothing in them is
 * markup. A field called `qr` holds what a QR code says, or ''.
 */
export type PrintDocument =
  | AttendanceSheets
  | BirthdayCards
  | EntrancePlates
  | HourCertificates
  | PaperQuestionnaire
  | Posters
  | Receipts
  | ResidentCards
  | RoundSheets
  | Slips
