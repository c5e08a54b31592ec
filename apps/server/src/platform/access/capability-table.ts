import { CAPABILITIES, type Capability } from '@yimi/contract/capabilities.ts'
import { ROLES, type Role } from '@yimi/contract/roles.ts'
import { ProgramFault } from '../fault.ts'

/**
 * Who may do what: written by hand, reviewed line by line.
 *   *  anywhere in the installation
 *   A  at the organisation of the role and everything below it (area)
 *   w  on what the person made (own), inside the area
 *   .  no
 * Columns, in the order of ROLES:
 *   DA district-admin     SY system-admin   SE security-admin  AU audit-admin     IO institute-officer  SH station-head
 *   DO duty-officer       DI dispatcher     GW grid-worker     ES entrance-steward TL team-leader       VO volunteer
 *   LE lecturer           SJ selection-judge PR producer       GR gate-reviewer   DR director           MO moderator
 *   CO contributor        ED editor         PF proofreader     IS issuer          RC registry-clerk     MM media-officer
 *   PC partner-contact    RE resident       FP family-proxy    AN anonymous
 * System, security and audit admins are three apart: none of them opens a broadcast, a guest or a complaint, and only the
 * audit admin reads the log.
 */
const TABLE = `
                       DA SY SE AU IO SH DO DI GW ES TL VO LE SJ PR GR DR MO CO ED PF IS RC MM PC RE FP AN
account.disable        A  .  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
account.grant          A  .  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
account.invite         A  A  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
account.read           A  A  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
activity.attend        .  .  .  .  A  A  A  .  .  .  w  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
activity.plan          .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
activity.read          A  .  .  .  A  A  A  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
answer.count           A  .  .  .  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
answer.enter           .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
answer.export          .  .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
answer.read            .  .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
answer.words           .  .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
audience.enter         .  .  .  .  A  A  .  .  .  .  .  .  .  .  A  .  A  .  .  .  .  .  .  A  .  .  .  .
audience.read          A  .  .  .  A  A  .  .  .  .  .  .  .  .  A  A  A  A  .  .  .  .  .  A  .  .  .  .
audit.export           .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
audit.read             .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
broadcast.air          .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .
broadcast.amend        .  .  .  .  .  .  .  .  .  .  .  .  .  .  w  .  .  .  .  .  .  .  .  .  .  .  .  .
broadcast.apply        .  .  .  .  .  .  .  .  .  .  .  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .
broadcast.cancel       .  .  .  .  A  A  .  .  .  .  .  .  .  .  w  .  .  .  .  .  .  .  .  .  .  .  .  .
broadcast.read         A  .  .  .  A  A  .  .  .  .  .  .  .  .  A  A  A  A  .  .  .  .  .  A  .  .  .  .
calendar.read          A  .  .  .  A  A  A  .  .  .  .  .  .  .  A  A  A  A  .  .  .  .  .  A  .  .  .  .
campaign.change        .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
campaign.read          A  .  .  .  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
channel.change         A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  A  .  .  .  .
channel.prepare        .  .  .  .  A  A  .  .  .  .  .  .  .  .  A  .  A  .  .  .  .  .  .  A  .  .  .  .
channel.read           A  .  .  .  A  A  .  .  .  .  .  .  .  .  A  A  A  .  .  .  .  .  .  A  .  .  .  .
channel.test           A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  A  .  .  .  .  .  .  A  .  .  .  .
check-in.act           .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  w  .  .  .
check-in.apply         .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  A  .  .  .
check-in.confirm       .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
check-in.members       .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
check-in.read          A  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
claimable.change       .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
claimable.read         A  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  A  .  .  .
code-frame.change      .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
complaint.answer       A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
complaint.read         A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
consent.change         .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
duplicate.judge        .  .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
door-card.change       .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
door-card.read         .  .  .  .  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
family.ask             .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
figure.open            A  .  .  .  A  A  .  .  .  .  .  .  .  .  A  A  A  .  .  .  .  .  .  A  .  .  .  .
figure.read            A  A  A  A  A  A  A  A  A  .  A  .  .  .  A  A  A  A  A  A  A  A  A  A  .  .  .  .
file.read              A  .  .  .  A  A  .  .  .  .  .  .  .  .  A  A  A  .  .  .  .  .  .  A  .  .  .  .
file.upload            .  .  .  .  A  A  A  .  .  .  .  .  .  .  A  .  A  .  .  .  .  .  .  A  .  .  .  .
gate.judge             .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .
ground.change          .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
ground.read            A  .  .  .  A  A  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
guest.change           .  .  .  .  .  .  .  .  .  .  .  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .
guest.erase            A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
guest.read             .  .  .  .  A  A  .  .  .  .  .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .
guest.reveal           .  .  .  .  A  .  .  .  .  .  .  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .
hour-rules.change      A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
hour-rules.read        A  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
hours.approve          .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
hours.certify          .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
hours.enter            .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
hours.read             .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
import.make            .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
incident.handle        A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
incident.read          A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
life-event.confirm     .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
life-event.report      .  .  .  .  .  A  A  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
life-event.reverse     .  .  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
member.admit           .  .  .  .  A  A  .  .  .  .  w  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
need.count             A  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
need.handle            .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
need.read              .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
no-match.change        .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
no-match.read          .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
notice.handle          .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
notice.read            A  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
offer.read             A  .  .  .  A  A  A  .  .  .  .  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .
offer.reserve          .  .  .  .  A  A  A  .  .  .  .  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .
master-key.rotate      .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
list.export            .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
order.dispatch         .  .  .  .  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
order.handle           .  .  .  .  A  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
order.read             .  .  .  .  A  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
order.submit           .  .  .  .  A  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
order.urgent-words     .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
organisation.change    A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
organisation.read      *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  *  .  .  .
person.change          .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
person.erase           .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
person.export          .  .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
person.open            A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
person.read            .  .  .  .  .  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
person.reveal          .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
poster.print           .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
privacy-request.answer .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
privacy-request.read   .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
programme.change       A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
programme.read         A  .  .  .  A  A  A  .  .  .  .  .  .  .  A  A  A  .  A  A  .  .  .  A  .  .  .  .
programme.report       .  .  .  .  A  A  .  .  .  .  .  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .
questionnaire.change   .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
questionnaire.read     A  .  .  .  A  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
resident-card.change   .  .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
round.change           .  .  .  .  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
round.read             .  .  .  .  A  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
round.tick             .  .  .  .  A  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
service.change         A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
service.open           A  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
service.read           A  .  .  .  A  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
sign-up.answer         .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
sign-up.read           .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
statistic.release      A  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
tag.change             .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
team.change            .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
team.members           .  .  .  .  A  A  A  A  .  .  w  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
team.read              A  .  .  .  A  A  A  A  A  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
text.code              .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
trigger.make           .  .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
venue.book             .  .  .  .  A  A  A  .  .  .  .  .  .  .  A  .  A  .  .  .  .  .  .  .  .  .  .  .
venue.change           A  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
venue.read             A  .  .  .  A  A  A  A  A  .  A  .  A  .  A  A  A  A  .  .  .  .  .  A  .  .  .  .
visit.plan             .  .  .  .  .  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
visit.read             .  .  .  .  A  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
visit.record           .  .  .  .  .  A  A  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
volunteer.change       .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
volunteer.read         .  .  .  .  A  A  A  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
work-rules.change      A  .  .  .  A  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
work-rules.read        A  .  .  .  A  A  .  .  .  .  .  .  .  .  A  A  A  .  .  .  .  .  .  .  .  .  .  .
`

export type Reach = 'all' | 'area' | 'own' | 'none'
const REACH: Readonly<Record<string, Reach>> = { '*': 'all', A: 'area', w: 'own', '.': 'none' }

export const CAPABILITY_TABLE: ReadonlyMap<Capability, ReadonlyMap<Role, Reach>> = readTable(TABLE)

function readTable(text: string): ReadonlyMap<Capability, ReadonlyMap<Role, Reach>> {
  const table = new Map<Capability, ReadonlyMap<Role, Reach>>()
  for (const row of text.trim().split('\n').slice(1)) {
    const [name, ...marks] = row.trim().split(/\s+/)
    const capability = CAPABILITIES.find((known) => known === name)
    if (!capability || marks.length !== ROLES.length)
      throw new ProgramFault(`capability table, row ${name}: unknown or not ${ROLES.length} marks`)
    table.set(
      capability,
      new Map(
        ROLES.map((role, index) => {
          const reach = REACH[marks[index] ?? '']
          if (!reach) throw new ProgramFault(`capability table, row ${name}: mark ${marks[index]}`)
          return [role, reach]
        }),
      ),
    )
  }
  const missing = CAPABILITIES.filter((capability) => !table.has(capability))
  if (missing.length > 0) throw new ProgramFault(`capability table lacks ${missing.join(', ')}`)
  return table
}
