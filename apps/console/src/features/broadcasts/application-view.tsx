import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { FIELD_LABELS } from '@yimi/contract/labels.ts'
import { APPLICATION_FIELDS } from '@yimi/contract/work-rules.ts'
import { M } from '../../messages.ts'
import { fieldWords, useNames } from './field-words.ts'

/** The application to read, for those who do not write it. */
export function ApplicationView({ broadcast }: { broadcast: Broadcast }) {
  const names = useNames()
  return (
    <dl className="card sheet">
      {APPLICATION_FIELDS.map((field) => (
        <div key={field}>
          <dt>{FIELD_LABELS[field].zh}</dt>
          <dd className="said">{fieldWords(field, broadcast.application, names) || M.broadcasts.differ.empty}</dd>
        </div>
      ))}
    </dl>
  )
}
