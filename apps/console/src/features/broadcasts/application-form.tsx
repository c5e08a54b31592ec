import { useBlocker } from '@tanstack/react-router'
import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { FIELD_LABELS } from '@yimi/contract/labels.ts'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { M } from '../../messages.ts'
import { AboutFields } from './about-fields.tsx'
import { ApplicationActions } from './application-actions.tsx'
import { ChannelFields } from './channel-fields.tsx'
import { Differences } from './differences.tsx'
import { PeopleFields } from './people-fields.tsx'
import { RundownEditor } from './rundown-editor.tsx'
import { SaveStatus } from './save-status.tsx'
import { TimePlaceFields } from './time-place-fields.tsx'
import { useAutosave } from './use-autosave.ts'

/** The application as its writer sees it: every field saves by itself. */
export function ApplicationForm({ broadcast }: { broadcast: Broadcast }) {
  const form = useAutosave(broadcast)
  const unsafe = form.status !== 'saved'
  useBlocker({
    // Within the rest it is sent on leaving; a cut line or a refused field would be lost.
    shouldBlockFn: () =>
      (form.status === 'cut' || form.status === 'refused' || form.status === 'differing') &&
      !confirm(M.broadcasts.save.leave),
    enableBeforeUnload: unsafe,
  })
  return (
    <div className="application">
      <SaveStatus status={form.status} onRetry={form.retry} />
      {broadcast.state !== 'draft' && <Notice kind="attention" title={M.broadcasts.form.reopenNote} />}
      <Differences form={form} />
      <section className="card">
        <h2>{M.broadcasts.form.about}</h2>
        <AboutFields form={form} />
      </section>
      <section className="card">
        <h2>{M.broadcasts.form.when}</h2>
        <TimePlaceFields form={form} />
      </section>
      <section className="card">
        <h2>{M.broadcasts.form.people}</h2>
        <PeopleFields form={form} />
      </section>
      <section className="card">
        <h2>{M.broadcasts.form.rundown}</h2>
        <RundownEditor form={form} />
      </section>
      <section className="card">
        <h2>{M.broadcasts.form.risk}</h2>
        <TextAreaField
          name="riskPlan"
          label={FIELD_LABELS.riskPlan.zh}
          hint={M.broadcasts.form.riskHint}
          rows={4}
          maxLength={2000}
          value={form.values.riskPlan}
          onChange={(riskPlan) => form.change({ riskPlan })}
          {...form.fault('riskPlan')}
        />
      </section>
      <section className="card">
        <h2>{M.broadcasts.form.channels}</h2>
        <ChannelFields form={form} />
      </section>
      <ApplicationActions broadcast={broadcast} saved={!unsafe} />
    </div>
  )
}
