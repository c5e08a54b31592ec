/**
 * Which module may use which, through its door alone. From the ground up: a module uses those before it. Checked, and
 * drawn into ARCHITECTURE.md.
 */
export const MODULE_EDGES: Readonly<Record<string, readonly string[]>> = {
  audit: [],
  organisations: [],
  accounts: ['organisations', 'people'],
  files: [],
  keys: [],
  figures: [],
  people: [],
  complaints: ['figures', 'organisations'],
  venues: ['figures', 'organisations'],
  channels: ['figures', 'organisations'],
  studio: ['accounts', 'channels', 'figures', 'files', 'organisations', 'people', 'venues'],
  matrix: ['accounts', 'channels', 'files', 'studio'],
  air: ['channels', 'matrix', 'studio'],
  audience: ['accounts', 'channels', 'figures', 'files', 'studio'],
  portal: [],
  today: ['accounts', 'complaints', 'figures', 'studio'],
}
