import type { FrameCode } from '@yimi/contract/coding.ts'
import { SelectField, TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useCodeFrames, useCodingActs } from './coding-api.ts'

const W = M.coding

function useFirstUnit(): string | null {
  const organisations = useMyOrganisations()
  return (organisations.find((one) => one.level === 'station') ?? organisations[0])?.id ?? null
}

/** A frame, or its next version: what was coded before keeps the one it had. */
export function FrameDialog({ onClose }: { onClose: () => void }) {
  const acts = useCodingActs()
  const first = useFirstUnit()
  const frames = useCodeFrames(first)
  const own = (frames.data?.items ?? []).filter((frame) => frame.orgId === first)
  return (
    <FormDialog
      title={W.newFrame}
      submitWords={M.act.save}
      initial={{ frameId: '', name: '', text: '' }}
      ready={(values) => values.name.trim() !== '' && codesIn(values.text) !== undefined}
      onSubmit={({ frameId, name, text }, key) =>
        acts.makeFrame(first ?? '', { frameId: frameId || null, name, codes: codesIn(text) ?? [] }, key)
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          {own.length > 0 && (
            <SelectField
              name="frame"
              label={W.newVersion}
              value={values.frameId}
              choices={[
                { value: '', label: W.newFrame },
                ...own.map((one) => ({ value: one.frameId, label: one.name })),
              ]}
              onChange={(frameId) => {
                const frame = own.find((one) => one.frameId === frameId)
                change({ frameId, ...(frame ? { name: frame.name, text: textOf(frame.codes) } : {}) })
              }}
            />
          )}
          <TextField
            name="frame-name"
            label={W.frameName}
            maxLength={40}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <TextAreaField
            name="frame-codes"
            label={W.frameCodes}
            hint={W.frameHint}
            rows={8}
            maxLength={4000}
            value={values.text}
            fault={values.text !== '' && codesIn(values.text) === undefined ? W.frameWrong : undefined}
            onChange={(text) => change({ text })}
          />
        </>
      )}
    </FormDialog>
  )
}

export function StartDialog({ onClose }: { onClose: () => void }) {
  const acts = useCodingActs()
  const first = useFirstUnit()
  const initial = {
    orgId: null as string | null,
    frameVersionId: '',
    source: '',
    from: `${today().slice(0, 7)}-01`,
    until: today(),
    share: 100,
  }
  return (
    <FormDialog
      title={W.start}
      submitWords={W.start}
      initial={initial}
      ready={(values) => values.frameVersionId !== '' && values.source !== ''}
      onSubmit={({ orgId, ...values }, key) => acts.start({ ...values, orgId: orgId ?? first ?? '' }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <OrganisationPick
            value={values.orgId ?? first}
            onPick={(orgId) => change({ orgId, frameVersionId: '' })}
            {...fault('orgId')}
          />
          <FrameAndSource
            orgId={values.orgId ?? first}
            frame={values.frameVersionId}
            source={values.source}
            change={change}
          />
          <DayField label={W.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
          <DayField label={W.until} value={values.until} onPick={(until) => change({ until })} {...fault('until')} />
          <NumberField
            name="share"
            label={W.share}
            hint={W.shareHint}
            min={1}
            max={100}
            value={values.share}
            onNumber={(share) => change({ share: share ?? 100 })}
          />
        </>
      )}
    </FormDialog>
  )
}

function FrameAndSource(props: {
  orgId: string | null
  frame: string
  source: string
  change: (part: { frameVersionId?: string; source?: string }) => void
}) {
  const frames = useCodeFrames(props.orgId)
  const none = { value: '', label: M.act.choose }
  const items = frames.data?.items ?? []
  return (
    <>
      <SelectField
        name="frame"
        label={W.frame}
        {...(frames.data && items.length === 0 ? { hint: W.noFrames } : {})}
        value={props.frame}
        choices={[none, ...items.map((one) => ({ value: one.id, label: W.versionOf(one.name, one.version) }))]}
        onChange={(frameVersionId) => props.change({ frameVersionId })}
      />
      <SelectField
        name="source"
        label={W.source}
        value={props.source}
        choices={[none, ...(frames.data?.sources ?? []).map((one) => ({ value: one.name, label: one.label }))]}
        onChange={(source) => props.change({ source })}
      />
    </>
  )
}

/** Undefined: a line lacks its code or its words. */
function codesIn(text: string): FrameCode[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const codes = lines.flatMap((line) => {
    const [, code, words] = /^\s*([A-Z0-9]{1,4})\s+(\S.*)$/.exec(line) ?? []
    return code && words ? [{ code, words: words.trim() }] : []
  })
  return codes.length === lines.length && codes.length >= 2 ? codes : undefined
}

function textOf(codes: readonly FrameCode[]): string {
  return codes.map((one) => `${one.code} ${one.words}`).join('\n')
}
