import type { Audience } from '@yimi/contract/audience.ts'
import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { EvidenceField } from '../../components/evidence-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { M } from '../../messages.ts'
import { type PlatformValues, useEnterFigures } from './audience-api.ts'

/** As in the contract: more is a slip of the keyboard. */
const FIGURE_MAX = 10_000_000_000

export function PlatformDialog(props: {
  broadcast: Broadcast
  platform: Audience['platforms']['items'][number]
  onClose: () => void
}) {
  const { broadcast, platform } = props
  const words = M.audience.platforms
  const enter = useEnterFigures(broadcast.id)
  const initial: PlatformValues = {
    views: platform.latest?.views ?? null,
    viewers: platform.latest?.viewers ?? null,
    peak: platform.latest?.peak ?? null,
    evidence: null,
    note: '',
  }
  return (
    <FormDialog
      title={words.enterTitle(platform.name)}
      submitWords={words.act}
      initial={initial}
      ready={({ views, viewers, peak, evidence }) => evidence !== null && [views, viewers, peak].some(isGiven)}
      onSubmit={(values, key) => enter.platform(platform.channelId, values, key)}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{words.enterLead}</p>
          <NumberField
            name="views"
            label={words.viewsColumn}
            max={FIGURE_MAX}
            value={values.views}
            onNumber={(views) => change({ views })}
          />
          <NumberField
            name="viewers"
            label={words.viewersColumn}
            max={FIGURE_MAX}
            value={values.viewers}
            onNumber={(viewers) => change({ viewers })}
          />
          <NumberField
            name="peak"
            label={words.peakColumn}
            max={FIGURE_MAX}
            value={values.peak}
            onNumber={(peak) => change({ peak })}
          />
          <EvidenceField
            orgId={broadcast.orgId}
            hint={M.audience.evidenceNeeded}
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

function isGiven(count: number | null): boolean {
  return count !== null
}
