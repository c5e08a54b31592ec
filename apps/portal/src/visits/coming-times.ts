const DAY_MS = 86_400_000
const EIGHT_HOURS_MS = 8 * 3_600_000
export type ComingTime = { name: 'evening' | 'tomorrow' | 'tomorrow-evening' | 'saturday'; at: string }

/** This evening (until it is there), tomorrow morning and evening, Saturday morning, in the time of the district. */
export function comingTimes(now: Date): ComingTime[] {
  const local = new Date(now.getTime() + EIGHT_HOURS_MS)
  const at = (days: number, hour: number) => {
    const day = new Date(local.getTime() + days * DAY_MS).toISOString().slice(0, 10)
    return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString()
  }
  const toSaturday = (6 - local.getUTCDay() + 7) % 7
  const times: ComingTime[] = [
    { name: 'evening', at: at(0, 18) },
    { name: 'tomorrow', at: at(1, 9) },
    { name: 'tomorrow-evening', at: at(1, 18) },
    { name: 'saturday', at: at(toSaturday <= 1 ? toSaturday + 7 : toSaturday, 9) },
  ]
  return times.filter((time) => Date.parse(time.at) > now.getTime())
}
