/** Who signed up for something, to sign on arrival; with empty lines for whoever comes besides. No telephone. */
export type AttendanceSheets = { readonly kind: 'attendance-sheets'; readonly sheets: readonly PrintedAttendance[] }

export type PrintedAttendance = {
  readonly title: string
  readonly unit: string
  /** «11月23日周一 09:00 至 11:00» */
  readonly time: string
  readonly place: string
  readonly leader: string
  readonly lines: readonly { readonly number: string; readonly name: string }[]
  readonly emptyLines: number
  readonly note: string
}
