import { CONSENT_PURPOSES } from '@yimi/contract/consent.ts'
import { TAG_KINDS } from '@yimi/contract/person-tag.ts'
import { SERVICE_MEANS, type Service } from '@yimi/contract/service.ts'
import {
  NEED_CLASS_LABELS,
  PROOF_LABELS,
  SERVICE_KIND_LABELS,
  SERVICE_MEANS_LABELS,
  triggerWords,
  windowWords,
} from '@yimi/contract/service-labels.ts'
import { M } from '../../messages.ts'
import type { ServiceKinds } from './service-draft.ts'
import { ServiceState } from './service-state.tsx'

/** One service to read. */
export function ServiceFacts({ service, kinds }: { service: Service; kinds?: ServiceKinds }) {
  const { content, status } = service
  const skill = kinds?.skills.find((one) => one.code === content.skill)
  const facts: [string, string | undefined][] = [
    [M.services.kind, `${SERVICE_KIND_LABELS[content.kind].zh} · ${NEED_CLASS_LABELS[content.need].zh}`],
    [M.services.triggers, content.triggers.map(triggerWords).join('；')],
    [M.services.eligibilityWords, content.eligibilityWords],
    [M.services.eligibility, conditionsOf(service).join('；') || M.services.anybody],
    [M.services.documents, content.documents.join('、')],
    [M.services.window, windowWords(content.window)],
    [M.services.deliverers, deliverersOf(service, kinds)],
    [M.services.skill, skill && (skill.certified ? M.services.certified(skill.label) : skill.label)],
    [M.services.persons, M.services.personsIs(content.persons, content.minutes)],
    [M.services.proof, PROOF_LABELS[content.proof].zh],
    [M.services.means, meansOf(service)],
    [M.services.cap, content.capFen === null ? undefined : M.services.capIs(content.capFen / 100)],
    [M.services.instructions, content.instructions],
  ]
  return (
    <dl className="facts card">
      <div>
        <dt>{M.services.status}</dt>
        <dd>
          <ServiceState status={status} /> {status.reason}
        </dd>
      </div>
      {facts
        .filter(([, words]) => words)
        .map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
    </dl>
  )
}

function conditionsOf({ content }: Service): string[] {
  const { minAge, maxAge, tags, livesInStation, household, consents, guardianConsent } = content.eligibility
  return [
    ...(livesInStation ? [M.services.livesInStation] : []),
    ...(household ? [M.services.household] : []),
    ...(minAge === null ? [] : [M.services.minAgeIs(minAge)]),
    ...(maxAge === null ? [] : [M.services.maxAgeIs(maxAge)]),
    ...(tags.length === 0 ? [] : [M.services.tagsAre(tags.map((kind) => TAG_KINDS[kind].label).join('、'))]),
    ...consents.map((purpose) => M.services.consentIs(CONSENT_PURPOSES[purpose].label)),
    ...(guardianConsent ? [M.services.guardianConsent] : []),
  ]
}

function deliverersOf({ content }: Service, kinds: ServiceKinds | undefined): string {
  const { teamKinds, staffOnly } = content.deliverers
  if (staffOnly) return M.services.staffOnly
  const names = teamKinds.map((code) => kinds?.teamKinds.find((one) => one.code === code)?.label ?? code)
  return names.join('、') || M.services.anyTeam
}

function meansOf({ content }: Service): string {
  return content.means
    .map((means) => {
      const words = SERVICE_MEANS_LABELS[means].zh
      return SERVICE_MEANS[means].needsCustody ? M.services.notOffered(words) : words
    })
    .join('；')
}
