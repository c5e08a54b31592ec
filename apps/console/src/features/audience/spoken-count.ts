/** A count with its groups of three; what a platform does not say is a dash and never 0. */
export function spokenCount(count: number | null): string {
  return count === null ? '—' : count.toLocaleString('zh-CN')
}
