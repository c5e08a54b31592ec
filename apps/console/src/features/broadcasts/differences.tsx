import { FIELD_LABELS } from '@yimi/contract/labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { M } from '../../messages.ts'
import { fieldWords, useNames } from './field-words.ts'
import type { ApplicationForm } from './use-autosave.ts'

/** Fields that somebody else changed at the same time: both are shown, the person chooses. */
export function Differences({ form }: { form: ApplicationForm }) {
  const names = useNames()
  return form.state.differing.map((field) => (
    <div key={field} className="difference">
      <Notice kind="attention" title={M.broadcasts.differ.title(FIELD_LABELS[field].zh)} spoken>
        <dl className="differ">
          <div>
            <dt>{M.broadcasts.differ.mine}</dt>
            <dd>
              <p className="said">{fieldWords(field, form.values, names) || M.broadcasts.differ.empty}</p>
              <Button onPress={() => form.choose(field, 'mine')}>{M.broadcasts.differ.keepMine}</Button>
            </dd>
          </div>
          <div>
            <dt>{M.broadcasts.differ.theirs}</dt>
            <dd>
              <p className="said">{fieldWords(field, form.state.base, names) || M.broadcasts.differ.empty}</p>
              <Button onPress={() => form.choose(field, 'theirs')}>{M.broadcasts.differ.takeTheirs}</Button>
            </dd>
          </div>
        </dl>
      </Notice>
    </div>
  ))
}
