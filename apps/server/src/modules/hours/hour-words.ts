/** Where sealed words belong: moved elsewhere they do not open. */
export function reasonContext(id: string): string {
  return `hour-entry ${id} reason`
}
export function whyContext(id: string): string {
  return `late-hours ${id} why`
}
