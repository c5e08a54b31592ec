import { newKey } from '@yimi/contract/client.ts'
import { type Incident, type IncidentState, incidentFlow } from '@yimi/contract/incident.ts'
import { INCIDENT_KIND_LABELS } from '@yimi/contract/labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { CardsByState } from '../../components/cards-by-state.tsx'
import { Facts } from '../../components/facts.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { type IncidentMove, useIncidents, useMoveIncident } from './incidents-api.ts'

const TONES: Readonly<Record<IncidentState, StatusTone>> = {
  reported: 'attention',
  taken: 'waiting',
  resolved: 'done',
  closed: 'quiet',
}
const WITH_WORDS: readonly IncidentMove[] = ['add-note', 'resolve', 'reopen']

export function IncidentsPage() {
  return (
    <CardsByState
      words={M.incidents}
      states={incidentFlow.states}
      useList={useIncidents}
      card={(one) => <IncidentCard key={one.id} incident={one} />}
    />
  )
}

function IncidentCard({ incident }: { incident: Incident }) {
  const overdue = incident.dueAt !== null && Date.parse(incident.dueAt) < Date.now()
  const facts = [
    [M.incidents.kind, INCIDENT_KIND_LABELS[incident.kind].zh],
    [M.incidents.about, incident.aboutOrgName ?? M.incidents.notNamed],
    [M.incidents.handler, incident.handlerOrgName],
    [M.incidents.answerable, incident.answerable || M.incidents.nobody],
    [M.incidents.reportedAt, dayTime(incident.reportedAt)],
    ...(incident.dueAt ? [[M.incidents.dueAt, dayTime(incident.dueAt)]] : []),
    [M.incidents.contact, incident.contact || M.incidents.noContact],
  ]
  return (
    <li className="card">
      <div className="card__head">
        <h2>{incident.number}</h2>
        <StatusWord tone={TONES[incident.state]} word={M.incidents.states[incident.state]} />
        {overdue && <StatusWord tone="failed" word={M.incidents.overdue} />}
        {incident.escalations > 0 && <StatusWord tone="attention" word={M.incidents.escalated(incident.escalations)} />}
      </div>
      <p className="said">{incident.words}</p>
      <Facts facts={facts} />
      {incident.notes.length > 0 && <IncidentNotes incident={incident} />}
      <IncidentActs incident={incident} />
    </li>
  )
}

function IncidentNotes({ incident }: { incident: Incident }) {
  const words: Readonly<Record<string, string>> = M.incidents.moves
  return (
    <section>
      <h3>{M.incidents.notes}</h3>
      <ul>
        {incident.notes.map((note) => (
          <li key={`${note.at} ${note.move}`}>
            {dayTime(note.at)} {note.by} {words[note.move] ?? note.move}
            {note.words && <p className="said">{note.words}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function IncidentActs({ incident }: { incident: Incident }) {
  const act = useMoveIncident(incident.id)
  const [asking, setAsking] = useState<IncidentMove>()
  const moves = incident.availableMoves as IncidentMove[]
  return (
    <div className="acts">
      {moves.map((move, index) => (
        <Button
          key={move}
          kind={index === 0 ? 'main' : 'plain'}
          onPress={() => (WITH_WORDS.includes(move) ? setAsking(move) : void act(move, '', newKey()))}
        >
          {M.incidents.moves[move]}
        </Button>
      ))}
      {asking && (
        <ReasonDialog
          title={M.incidents.moves[asking]}
          submitWords={M.incidents.send}
          label={M.incidents.words}
          hint={M.incidents.wordsHint}
          maxLength={2000}
          onSubmit={(words, key) => act(asking, words, key)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  )
}
