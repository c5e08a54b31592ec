import type { Audience } from '@yimi/contract/audience.ts'
import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { EvidenceField } from '../../components/evidence-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { type OnSiteValues, useEnterFigures } from './audience-api.ts'

const PEOPLE_MAX = 1_000_000

/** People in the room. */
export function OnSite({ broadcast, onSite }: { broadcast: Broadcast; onSite: Audience['onSite'] }) {
  const words = M.audience.onSite
  const mayEnter = useMay('audience.enter')
  const [open, setOpen] = useState(false)
  const { latest } = onSite
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="second">{words.lead}</p>
      <p>
        {latest ? <strong>{words.people(latest.people)}</strong> : words.none}
        {latest && <> · {M.audience.platforms.by(latest.enteredBy, dayTime(latest.enteredAt))}</>}
        {latest?.note && <> · {latest.note}</>}
        {latest?.evidence && (
          <>
            {' '}
            · <a href={`/api/files/${latest.evidence.fileId}/content`}>{latest.evidence.name}</a>
          </>
        )}
      </p>
      {onSite.earlier.length > 0 && (
        <details>
          <summary>{M.audience.platforms.earlier(onSite.earlier.length)}</summary>
          <ul>
            {onSite.earlier.map((count) => (
              <li key={count.id}>{words.before(dayTime(count.enteredAt), count.enteredBy, count.people)}</li>
            ))}
          </ul>
        </details>
      )}
      {mayEnter && <Button onPress={() => setOpen(true)}>{latest ? words.correct : words.enter}</Button>}
      {open && <OnSiteDialog broadcast={broadcast} people={latest?.people ?? null} onClose={() => setOpen(false)} />}
    </section>
  )
}

function OnSiteDialog(props: { broadcast: Broadcast; people: number | null; onClose: () => void }) {
  const words = M.audience.onSite
  const enter = useEnterFigures(props.broadcast.id)
  const initial: OnSiteValues = { people: props.people, evidence: null, note: '' }
  return (
    <FormDialog
      title={props.people === null ? words.enter : words.correct}
      submitWords={M.audience.platforms.act}
      initial={initial}
      ready={({ people }) => people !== null}
      onSubmit={enter.onSite}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <NumberField
            name="people"
            label={words.field}
            max={PEOPLE_MAX}
            value={values.people}
            onNumber={(people) => change({ people })}
            {...fault('people')}
          />
          <EvidenceField
            orgId={props.broadcast.orgId}
            hint={M.audience.evidenceOptional}
            value={values.evidence}
            onStored={(evidence) => change({ evidence })}
          />
          <TextField
            name="note"
            label={M.audience.note}
            maxLength={200}
            value={values.note}
            onChange={(note) => change({ note })}
            {...fault('note')}
          />
        </>
      )}
    </FormDialog>
  )
}
