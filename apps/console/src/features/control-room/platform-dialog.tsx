import type { ControlRoom, PlatformTile } from '@yimi/contract/on-air.ts'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { PlatformWords } from './air-dialog.tsx'
import type { useAirActs } from './control-room-api.ts'

export type PlatformChange = { what: 'add' } | { what: 'remove'; platform: PlatformTile }

/** Asks once before a platform joins or leaves what is on air. */
export function PlatformDialog(props: {
  change: PlatformChange
  room: ControlRoom
  acts: ReturnType<typeof useAirActs>
  onClose: () => void
}) {
  const { change, room, acts, onClose } = props
  if (change.what === 'remove') {
    const { platform } = change
    return (
      <FormDialog
        title={M.controlRoom.removeTitle(platform.name)}
        submitWords={M.controlRoom.removeAct}
        danger
        initial={{}}
        onSubmit={() => acts.remove(platform.channelId)}
        onClose={onClose}
      >
        {() => <p>{M.controlRoom.removeLead}</p>}
      </FormDialog>
    )
  }
  const options = room.addable.map((channel) => ({ value: channel.channelId, label: channel.name }))
  const pickedOf = (id: string | null) => room.addable.find((channel) => channel.channelId === id)
  const initial: { channelId: string | null } = { channelId: null }
  return (
    <FormDialog
      title={M.controlRoom.addTitle}
      submitWords={M.controlRoom.addAct}
      initial={initial}
      ready={(values) => pickedOf(values.channelId)?.need === null}
      onSubmit={async ({ channelId }) => {
        if (channelId) await acts.add(channelId)
      }}
      onClose={onClose}
    >
      {({ values, change: set }) => (
        <>
          <p>{M.controlRoom.addLead}</p>
          {options.length === 0 ? (
            <EmptyState words={M.controlRoom.nothingToAdd} />
          ) : (
            <PickField
              label={M.controlRoom.addWhich}
              value={values.channelId}
              options={options}
              onPick={(channelId) => set({ channelId })}
            />
          )}
          <Picked channel={pickedOf(values.channelId)} />
        </>
      )}
    </FormDialog>
  )
}

/** What lacks, and what is beyond the platform's limits. */
function Picked({ channel }: { channel: ControlRoom['addable'][number] | undefined }) {
  if (!channel || (channel.need === null && channel.warnings.length === 0)) return null
  return (
    <p role="status">
      <PlatformWords platform={channel} />
    </p>
  )
}
