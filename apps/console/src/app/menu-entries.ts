import type { Capability } from '@yimi/contract/capabilities.ts'
import { M } from '../messages.ts'

/** `or` shows it too; `unless`: whoever holds that one has a page with more on it. */
export type MenuEntry = {
  href: string
  words: string
  capability?: Capability
  or?: Capability
  unless?: Capability
}
type MenuGroup = { words: string; entries: readonly MenuEntry[] }

const groups: readonly MenuGroup[] = [
  {
    words: M.menu.groups.work,
    entries: [
      { href: '#/', words: M.menu.today },
      { href: '#/calendar', words: M.menu.calendar, capability: 'calendar.read' },
      { href: '#/notices', words: M.menu.notices, capability: 'notice.read' },
      { href: '#/complaints', words: M.menu.complaints, capability: 'complaint.read' },
      { href: '#/figures', words: M.menu.figures, capability: 'figure.read' },
    ],
  },
  {
    words: M.menu.groups.orders,
    entries: [
      { href: '#/needs', words: M.menu.needs, capability: 'need.read' },
      { href: '#/need-statistics', words: M.menu.needStatistics, capability: 'need.count', unless: 'need.read' },
      { href: '#/orders', words: M.menu.orders, capability: 'order.read' },
      { href: '#/new-order', words: M.menu.newOrder, capability: 'order.submit' },
      { href: '#/rounds', words: M.menu.rounds, capability: 'round.read' },
      { href: '#/triggers', words: M.menu.triggers, capability: 'campaign.read' },
      { href: '#/services', words: M.menu.services, capability: 'service.read' },
    ],
  },
  {
    words: M.menu.groups.residents,
    entries: [
      { href: '#/people', words: M.menu.people, capability: 'person.read', or: 'person.open' },
      { href: '#/questionnaires', words: M.menu.questionnaires, capability: 'questionnaire.read' },
      { href: '#/visits', words: M.menu.visits, capability: 'visit.read' },
      { href: '/#/visits', words: M.menu.walkVisits, capability: 'visit.record' },
      {
        href: '/#/neighbours',
        words: M.menu.neighbours,
        capability: 'life-event.report',
        unless: 'life-event.confirm',
      },
      { href: '#/life-events', words: M.menu.lifeEvents, capability: 'life-event.confirm' },
      { href: '#/duplicates', words: M.menu.duplicates, capability: 'duplicate.judge' },
      { href: '#/imports', words: M.menu.imports, capability: 'import.make' },
      { href: '#/privacy-requests', words: M.menu.privacyRequests, capability: 'privacy-request.read' },
    ],
  },
  {
    words: M.menu.groups.volunteers,
    entries: [
      { href: '#/volunteers', words: M.menu.volunteers, capability: 'volunteer.read' },
      { href: '#/sign-ups', words: M.menu.signUps, capability: 'sign-up.read' },
      { href: '#/teams', words: M.menu.teams, capability: 'team.read' },
      { href: '#/activities', words: M.menu.activities, capability: 'activity.read' },
      { href: '#/hours', words: M.menu.hours, capability: 'hours.read' },
      { href: '#/no-matches', words: M.menu.noMatches, capability: 'no-match.read' },
    ],
  },
  {
    words: M.menu.groups.safety,
    entries: [
      { href: '#/door', words: M.menu.door, capability: 'door-card.read' },
      { href: '#/incidents', words: M.menu.incidents, capability: 'incident.read' },
    ],
  },
  {
    words: M.menu.groups.partners,
    entries: [
      { href: '#/partners', words: M.menu.partners, capability: 'check-in.read' },
      { href: '#/partner-desk', words: M.menu.partnerDesk, capability: 'check-in.apply', unless: 'check-in.read' },
      { href: '#/programmes', words: M.menu.programmes, capability: 'programme.read' },
    ],
  },
  {
    words: M.menu.groups.studio,
    entries: [
      { href: '#/broadcasts', words: M.menu.broadcasts, capability: 'broadcast.read' },
      { href: '#/guests', words: M.menu.guests, capability: 'guest.read' },
      { href: '#/venues', words: M.menu.venues, capability: 'venue.read' },
      { href: '#/channels', words: M.menu.channels, capability: 'channel.read' },
    ],
  },
  {
    words: M.menu.groups.settings,
    entries: [
      { href: '#/organisations', words: M.menu.organisations, capability: 'organisation.read' },
      { href: '#/ground', words: M.menu.ground, capability: 'ground.change' },
      { href: '#/accounts', words: M.menu.accounts, capability: 'account.read' },
      { href: '#/work-rules', words: M.menu.workRules, capability: 'work-rules.read' },
      { href: '#/urgent-words', words: M.menu.urgentWords, capability: 'order.urgent-words' },
      { href: '#/audit', words: M.menu.audit, capability: 'audit.read' },
      { href: '#/keys', words: M.menu.keys, capability: 'master-key.rotate' },
    ],
  },
]

/** The menu of a session: what none of its roles may see is left out, and groups that are empty then. */
export function menuFor(capabilities: readonly Capability[]): MenuGroup[] {
  return groups
    .map((group) => ({
      ...group,
      entries: group.entries.filter(
        ({ capability, or, unless }) =>
          (!capability || capabilities.includes(capability) || (or !== undefined && capabilities.includes(or))) &&
          !(unless && capabilities.includes(unless)),
      ),
    }))
    .filter((group) => group.entries.length > 0)
}
