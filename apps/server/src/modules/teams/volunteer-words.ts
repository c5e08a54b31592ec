/** Where sealed words of a volunteer belong: moved elsewhere they do not open. */
export function unifiedContext(id: string): string {
  return `volunteer ${id} unified-number`
}

export function guardianContext(id: string): string {
  return `volunteer ${id} guardian`
}

export function issuerContext(skillId: string): string {
  return `volunteer-skill ${skillId} issuer`
}
