import { useParams } from '@tanstack/react-router'
import type { AnswerValues } from '@yimi/contract/answer-values.ts'
import { judgeAnswer, type Values } from '@yimi/contract/form-answer.ts'
import { newUuid } from '@yimi/contract/new-uuid.ts'
import { RELATIONS, type Relation } from '@yimi/contract/person-tie.ts'
import type { getQuestionnaireVersion, QuestionnaireDetail } from '@yimi/contract/questionnaire.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { PersonFind } from '../../components/person-find.tsx'
import { faultsByField, problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useAnswerActs } from './answers-api.ts'
import { FormFill } from './form-fill.tsx'
import { useQuestionnaire, useVersion } from './questionnaires-api.ts'

const T = M.questionnaires.enter
type Version = RouteAnswer<typeof getQuestionnaireVersion>

export function EnterPage() {
  const { id } = useParams({ strict: false })
  const questionnaire = useQuestionnaire(id ?? '')
  return <QueryView query={questionnaire}>{(data) => <OfNewest questionnaire={data} />}</QueryView>
}

function OfNewest({ questionnaire }: { questionnaire: QuestionnaireDetail }) {
  const version = useVersion(questionnaire.id, questionnaire.version)
  const back = { href: `#/questionnaires/${questionnaire.id}`, words: M.questionnaires.toOne }
  return (
    <Page title={T.title} lead={`${questionnaire.title} · ${T.lead}`} back={back}>
      <QueryView query={version}>{(data) => <Asking questionnaireId={questionnaire.id} version={data} />}</QueryView>
    </Page>
  )
}

type Who = { channel: 'telephone' | 'behalf'; personId: string | null; name: string; teller: string; relation: string }
const NOBODY: Who = { channel: 'telephone', personId: null, name: '', teller: '', relation: 'child' }

/** One person after the other: what was said last stays with the server, the page is empty for the next. */
function Asking({ questionnaireId, version }: { questionnaireId: string; version: Version }) {
  const [id, setId] = useState(newUuid)
  const [values, setValues] = useState<Values>({})
  const [who, setWho] = useState<Who>(NOBODY)
  const first = useMyOrganisations()[0]?.id ?? null
  const [picked, setPicked] = useState<string | null>(null)
  const orgId = picked ?? first
  const [missed, setMissed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const [said, setSaid] = useState('')
  const { enter } = useAnswerActs()
  const judged = judgeAnswer(version.form, values)

  async function send() {
    setMissed(judged.faults.length > 0)
    if (busy || judged.faults.length > 0 || !orgId) return
    setBusy(true)
    setFault(undefined)
    try {
      const { channel, personId, name, teller, relation } = who
      const spokenBy = channel === 'behalf' ? { name: teller, relation: relation as Relation } : null
      const answeredAt = new Date().toISOString()
      const common = { id, version: version.version, answeredAt, values: judged.values as AnswerValues }
      const receipt = await enter(questionnaireId, { ...common, orgId, channel, personId, name, teller: spokenBy })
      setSaid(T.sent(receipt.number))
      setId(newUuid())
      setValues({})
      setWho({ ...NOBODY, channel })
      setMissed(false)
      window.scrollTo(0, 0)
    } catch (cause) {
      setFault(cause)
    }
    setBusy(false)
  }
  return (
    <form
      className="questionnaire-enter"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {said !== '' && <Notice kind="done" title={said} spoken />}
      <OrganisationPick value={orgId} onPick={setPicked} />
      <WhoFields who={who} named={version.identity === 'named'} onChange={setWho} />
      <FormFill form={version.form} values={values} faults={missed ? judged.faults : []} onValues={setValues} />
      {missed && judged.faults.length > 0 && <Notice kind="attention" title={T.look} spoken />}
      {fault !== undefined && <Notice kind="failed" title={faultWords(fault)} spoken />}
      <Button kind="main" submit busy={busy}>
        {T.send}
      </Button>
    </form>
  )
}

function WhoFields({ who, named, onChange }: { who: Who; named: boolean; onChange: (who: Who) => void }) {
  return (
    <>
      <SelectField
        name="channel"
        label={T.channel}
        value={who.channel}
        choices={(['telephone', 'behalf'] as const).map((value) => ({ value, label: T.channels[value] }))}
        onChange={(channel) => onChange({ ...who, channel: channel === 'behalf' ? 'behalf' : 'telephone' })}
      />
      {named ? (
        <>
          <PersonFind
            label={T.person}
            hint={T.personHint}
            value={who.personId}
            onPick={(personId) => onChange({ ...who, personId })}
          />
          <TextField
            name="name"
            label={T.name}
            value={who.name}
            maxLength={40}
            onChange={(name) => onChange({ ...who, name })}
          />
        </>
      ) : (
        <Notice kind="info" title={T.anonymous} />
      )}
      {who.channel === 'behalf' && (
        <>
          {named && (
            <TextField
              name="teller"
              label={T.tellerName}
              value={who.teller}
              maxLength={40}
              onChange={(teller) => onChange({ ...who, teller })}
            />
          )}
          <SelectField
            name="relation"
            label={T.relation}
            value={who.relation}
            choices={Object.entries(RELATIONS).map(([value, label]) => ({ value, label }))}
            onChange={(relation) => onChange({ ...who, relation })}
          />
        </>
      )}
    </>
  )
}

/** The first fault says more than that there is one. */
function faultWords(fault: unknown): string {
  const [first] = Object.values(faultsByField(fault))
  return first ?? problemWords(fault)
}
