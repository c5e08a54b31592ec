import { CHANNEL_NEED_LABELS } from '@yimi/contract/labels.ts'
import type { ControlRoom, PlatformTile } from '@yimi/contract/on-air.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { type DialogForm, FormDialog } from '../../components/form-dialog.tsx'
import { warningWords } from '../../components/limit-words.ts'
import { M } from '../../messages.ts'
import type { useAirActs } from './control-room-api.ts'

type Values = { leaveOut: string[]; despite: boolean }
type DialogProps = { room: ControlRoom; acts: ReturnType<typeof useAirActs>; onClose: () => void }

/**
 * Asks before going on air: which platforms, what lacks, what is beyond a platform's limits. What lacks must be left out or
 * gone without in so many words; limits are told and hold nothing back.
 */
export function StartDialog({ room, acts, onClose }: DialogProps) {
  const hasSignal = room.inputs.some((input) => input.connected)
  const lackingIn = (values: Values) =>
    room.platforms.filter((one) => one.need && !values.leaveOut.includes(one.channelId))
  const initial: Values = { leaveOut: [], despite: false }
  return (
    <FormDialog
      title={M.controlRoom.startTitle}
      submitWords={M.controlRoom.startAct}
      initial={initial}
      ready={(values) => values.despite || lackingIn(values).length === 0}
      onSubmit={(values, key) => {
        const despite = lackingIn(values).map((one) => one.channelId)
        return acts.start({ leaveOut: values.leaveOut, despite }, key)
      }}
      onClose={onClose}
    >
      {(form) => {
        const lacking = lackingIn(form.values)
        const going = room.platforms.length - form.values.leaveOut.length - lacking.length
        return (
          <>
            <p>{M.controlRoom.startLead(going)}</p>
            {!hasSignal && <Notice kind="attention" title={M.controlRoom.startNoInput} />}
            {room.platforms.length > 0 && <WhichPlatforms platforms={room.platforms} form={form} />}
            {lacking.length > 0 && (
              <Notice kind="attention" title={M.controlRoom.lacking(lacking.map((one) => one.name))} spoken>
                <CheckField
                  label={M.controlRoom.despite}
                  checked={form.values.despite}
                  onCheck={(despite) => form.change({ despite })}
                />
              </Notice>
            )}
          </>
        )
      }}
    </FormDialog>
  )
}

export function EndDialog({ acts, onClose }: DialogProps) {
  return (
    <FormDialog
      title={M.controlRoom.endTitle}
      submitWords={M.controlRoom.endAct}
      danger
      initial={{}}
      onSubmit={(_, key) => acts.end(key)}
      onClose={onClose}
    >
      {() => <p>{M.controlRoom.endLead}</p>}
    </FormDialog>
  )
}

function WhichPlatforms({ platforms, form }: { platforms: readonly PlatformTile[]; form: DialogForm<Values> }) {
  const { leaveOut } = form.values
  return (
    <fieldset className="going">
      <legend>{M.controlRoom.which}</legend>
      {platforms.map((platform) => (
        <CheckField
          key={platform.channelId}
          label={<PlatformWords platform={platform} />}
          checked={!leaveOut.includes(platform.channelId)}
          onCheck={(on) =>
            form.change({
              leaveOut: on ? leaveOut.filter((id) => id !== platform.channelId) : [...leaveOut, platform.channelId],
            })
          }
        />
      ))}
    </fieldset>
  )
}

/** Its name, what lacks, and what the encoder sends beyond its limits. */
export function PlatformWords({ platform }: { platform: Pick<PlatformTile, 'name' | 'need' | 'warnings'> }) {
  return (
    <>
      {platform.name}
      {platform.need && <span className="to-check"> {CHANNEL_NEED_LABELS[platform.need].zh}</span>}
      {platform.warnings.map((warning) => (
        <small key={warning.what} className="going__warning">
          {warningWords(warning)}
        </small>
      ))}
    </>
  )
}
