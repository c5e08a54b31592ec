/** Minutes are counted, hours are read: with one decimal. Every other unit as it is. */
export function shownUnit(unit: string): string {
  return unit === '分钟' ? '小时' : unit
}

export function shownAmount(value: number, unit: string): string {
  if (unit !== '分钟') return value.toLocaleString('zh-CN')
  return (value / 60).toLocaleString('zh-CN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}
