import type { PrintDocument } from '../documents/print-document.ts'
import type { PrintFaultCode, UnknownCharacter } from './print-fault.ts'

export type WorkerOptions = { readonly fonts: string; readonly ownFonts: string | undefined }

export type WorkerJob = { readonly id: number; readonly document: PrintDocument; readonly atSeconds: number }

export type WorkerAnswer =
  | { readonly id: number; readonly pdf: Uint8Array; readonly residentBytes: number }
  | {
      readonly id: number
      readonly fault: PrintFaultCode
      readonly unknown?: UnknownCharacter | undefined
      readonly detail: string
      readonly residentBytes: number
    }
