export type MemberLine = { name: string; contact: string }

/**
 * Reads a list as people paste it: a line each, name, then telephone after a blank, comma or tab.
 * @returns the members, or the number of the first line that is neither (from 1)
 */
export function readMemberLines(text: string): { members: MemberLine[] } | { badLine: number } {
  const members: MemberLine[] = []
  for (const [index, raw] of text.normalize('NFKC').split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '') continue
    const found = /^(?<name>[^\d,、;]{1,40}?)(?:[\s,、;]+(?<contact>\+?[\d\s-]{5,20}))?$/u.exec(line)
    const name = found?.groups?.name?.trim()
    if (!name) return { badLine: index + 1 }
    members.push({ name, contact: found?.groups?.contact?.replaceAll(/[\s-]/g, '') ?? '' })
  }
  return { members }
}
