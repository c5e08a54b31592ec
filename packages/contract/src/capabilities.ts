import { z } from 'zod'

/** Everything that a route may ask for. Who holds which is the hand-written table in the server's `access`. */
export const CAPABILITIES = [
  'account.disable',
  'account.grant',
  'account.invite',
  'account.read',
  'audience.enter',
  'audience.read',
  'audit.export',
  'audit.read',
  'broadcast.air',
  'broadcast.amend',
  'broadcast.apply',
  'broadcast.cancel',
  'broadcast.read',
  'calendar.read',
  'channel.change',
  'channel.prepare',
  'channel.read',
  'channel.test',
  'complaint.answer',
  'complaint.read',
  'figure.open',
  'figure.read',
  'file.read',
  'file.upload',
  'gate.judge',
  'guest.change',
  'guest.read',
  'organisation.change',
  'organisation.read',
  'person.erase',
  'person.reveal',
  'venue.book',
  'venue.change',
  'venue.read',
  'work-rules.change',
  'work-rules.read',
] as const

export const Capability = z.enum(CAPABILITIES)
export type Capability = z.output<typeof Capability>
