/**
 * Which module may use which, through its door alone. From the ground up: a module uses those before it. Checked, and
 * drawn into ARCHITECTURE.md.
 */
export const MODULE_EDGES: Readonly<Record<string, readonly string[]>> = {
  audit: [],
  organisations: [],
  files: [],
  keys: [],
  figures: [],
  ground: ['figures', 'organisations'],
  people: ['figures', 'ground', 'organisations'],
  accounts: ['organisations', 'people'],
  notices: ['accounts', 'organisations', 'people'],
  complaints: ['figures', 'organisations'],
  incidents: ['accounts', 'notices', 'organisations', 'people'],
  venues: ['figures', 'organisations'],
  programmes: ['figures', 'organisations'],
  teams: ['accounts', 'figures', 'files', 'organisations', 'people'],
  'door-cards': ['files', 'organisations', 'people', 'teams'],
  'my-data': ['notices', 'organisations', 'people'],
  'sign-ups': ['organisations', 'teams'],
  partners: ['figures', 'organisations', 'people', 'teams'],
  channels: ['figures', 'organisations'],
  studio: ['accounts', 'channels', 'figures', 'files', 'organisations', 'people', 'venues'],
  matrix: ['accounts', 'channels', 'files', 'studio'],
  air: ['channels', 'matrix', 'studio'],
  audience: ['accounts', 'channels', 'figures', 'files', 'studio'],
  imports: ['accounts', 'ground', 'organisations', 'people'],
  duplicates: ['ground', 'organisations', 'people'],
  lists: ['organisations', 'people'],
  portal: [],
  today: ['accounts', 'complaints', 'figures', 'matrix', 'partners', 'studio', 'teams'],
}
