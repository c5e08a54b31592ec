import type { Activity } from '@yimi/contract/activity.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { M } from '../../messages.ts'
import { useSheetActs } from './activities-api.ts'
import { ActivityFields, type ActivityValues } from './activity-fields.tsx'

/** Changes what was planned; whoever signed up is told. */
export function AmendDialog({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const acts = useSheetActs(activity.id)
  const initial: ActivityValues = {
    title: activity.title,
    words: activity.words,
    place: activity.place,
    from: activity.from,
    until: activity.until,
    volunteerPlaces: activity.volunteerPlaces,
    residentPlaces: activity.residentPlaces,
  }
  return (
    <FormDialog
      title={M.activities.amend}
      submitWords={M.act.save}
      initial={initial}
      ready={(one) => Boolean(one.title.trim() && one.place.trim() && one.from && one.until)}
      onSubmit={async ({ from, until, volunteerPlaces, residentPlaces, ...words }, key) => {
        if (!from || !until) return
        const places = { volunteerPlaces: volunteerPlaces ?? 0, residentPlaces: residentPlaces ?? 0 }
        await acts.amend({ ...words, ...places, from, until }, key)
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p className="second">{M.activities.amendHint}</p>
          <ActivityFields form={form} />
        </>
      )}
    </FormDialog>
  )
}
