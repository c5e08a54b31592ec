/** A year's notice of the State Council's general office as it was published, dates as YYYY-MM-DD. `issued` is the notice's own date. */
export type HolidayYearSource = {
  readonly year: number
  readonly notice: string
  readonly issued: string
  readonly holidays: readonly {
    readonly name: string
    readonly from: string
    readonly to: string
    readonly makeUpWorkdays: readonly string[]
  }[]
}
