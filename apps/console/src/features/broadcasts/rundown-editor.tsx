import type { Application } from '@yimi/contract/broadcast.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { span } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import type { ApplicationForm } from './use-autosave.ts'

type Segment = Application['rundown'][number]
const NEW_SECONDS = 300

/** The timed list of segments; moved by buttons, so that a keyboard and a thumb do as well as a mouse. */
export function RundownEditor({ form }: { form: ApplicationForm }) {
  const { rundown } = form.values
  const put = (next: Segment[]) => form.change({ rundown: next })
  const { fault } = form.fault('rundown')
  return (
    <>
      {fault && (
        <p className="y-field__fault" role="alert">
          {fault}
        </p>
      )}
      {rundown.length === 0 && <EmptyState words={M.broadcasts.rundown.nothing} />}
      <ol className="rundown">
        {rundown.map((segment, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place; it has no name of its own
          <li key={index}>
            <SegmentRow
              segment={segment}
              index={index}
              count={rundown.length}
              onChange={(part) => put(rundown.map((one, at) => (at === index ? { ...one, ...part } : one)))}
              onMove={(to) => put(moved(rundown, index, to))}
              onRemove={() => put(rundown.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ol>
      <div className="row-actions">
        {rundown.length < 60 && (
          <Button
            onPress={() =>
              put([
                ...rundown,
                { title: M.broadcasts.rundown.newTitle(rundown.length + 1), seconds: NEW_SECONDS, who: '' },
              ])
            }
          >
            {M.broadcasts.rundown.add}
          </Button>
        )}
        <Total form={form} />
      </div>
    </>
  )
}

function Total({ form }: { form: ApplicationForm }) {
  const { rundown, startsAt, endsAt } = form.values
  const total = rundown.reduce((sum, segment) => sum + segment.seconds, 0)
  const planned = startsAt && endsAt ? (Date.parse(endsAt) - Date.parse(startsAt)) / 1000 : undefined
  const words = [M.broadcasts.rundown.total(span(total))]
  if (planned !== undefined && total > 0) {
    if (total > planned) words.push(M.broadcasts.rundown.over(span(total - planned)))
    else if (total < planned) words.push(M.broadcasts.rundown.under(span(planned - total)))
    else words.push(M.broadcasts.rundown.fits)
  }
  return <output className="rundown__total">{words.join(' · ')}</output>
}

type RowProps = {
  segment: Segment
  index: number
  count: number
  onChange: (part: Partial<Segment>) => void
  onMove: (to: number) => void
  onRemove: () => void
}

function SegmentRow({ segment, index, count, onChange, onMove, onRemove }: RowProps) {
  const number = index + 1
  const [minutes, seconds] = [Math.floor(segment.seconds / 60), segment.seconds % 60]
  return (
    <fieldset className="rundown__row">
      <legend>{M.broadcasts.rundown.segment(number)}</legend>
      <TextField
        name={`segment-${number}-title`}
        label={M.broadcasts.rundown.title}
        maxLength={80}
        value={segment.title}
        onChange={(title) => onChange({ title })}
      />
      <NumberField
        name={`segment-${number}-minutes`}
        label={M.broadcasts.rundown.minutes}
        value={minutes}
        max={360}
        onNumber={(value) => onChange({ seconds: (value ?? 0) * 60 + seconds })}
      />
      <NumberField
        name={`segment-${number}-seconds`}
        label={M.broadcasts.rundown.seconds}
        value={seconds}
        max={59}
        onNumber={(value) => onChange({ seconds: minutes * 60 + (value ?? 0) })}
      />
      <TextField
        name={`segment-${number}-who`}
        label={M.broadcasts.rundown.who}
        optional={M.act.optional}
        maxLength={80}
        value={segment.who}
        onChange={(who) => onChange({ who })}
      />
      <div className="rundown__buttons">
        <Button busy={index === 0} label={M.broadcasts.rundown.up(number)} onPress={() => onMove(index - 1)}>
          {M.act.up}
        </Button>
        <Button busy={number === count} label={M.broadcasts.rundown.down(number)} onPress={() => onMove(index + 1)}>
          {M.act.down}
        </Button>
        <Button label={M.broadcasts.rundown.remove(number)} onPress={onRemove}>
          {M.act.remove}
        </Button>
      </div>
    </fieldset>
  )
}

function moved(rundown: readonly Segment[], from: number, to: number): Segment[] {
  const rest = rundown.filter((_, at) => at !== from)
  return [...rest.slice(0, to), ...rundown.slice(from, from + 1), ...rest.slice(to)]
}
