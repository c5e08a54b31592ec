import { getRouteApi } from '@tanstack/react-router'
import { GATE_LABELS } from '@yimi/contract/labels.ts'
import type { ControlRoom } from '@yimi/contract/on-air.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { ConfigProvider } from 'antd'
import { useEffect, useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { darkTheme } from '../../theme.ts'
import { AirBar, isOver } from './air-bar.tsx'
import { useAirActs, useControlRoom } from './control-room-api.ts'
import { HelpSheet } from './help-sheet.tsx'
import { type PlatformChange, PlatformDialog } from './platform-dialog.tsx'
import { PlatformTiles } from './platform-tiles.tsx'
import { Preview } from './preview.tsx'
import { RundownPanel } from './rundown-panel.tsx'
import { SignalPanel } from './signal-panel.tsx'
import { useKeys } from './use-keys.ts'
import { useServerNow } from './use-server-now.ts'

/** With more platforms than this their tiles take the wide part of the window, so that all are seen without scrolling. */
const ONE_COLUMN_MAX = 4

const route = getRouteApi('/broadcasts/$id/control-room')

/** Dark, for it stands in a dark studio; the whole window is, dialogs too. */
export function ControlRoomPage() {
  const { id } = route.useParams()
  const room = useControlRoom(id)
  const title = room.data?.broadcast.title ?? ''
  useDarkWindow()
  return (
    <ConfigProvider theme={darkTheme}>
      <Page
        title={title ? M.controlRoom.title(title) : M.controlRoom.heading}
        back={{ href: `#/broadcasts/${id}/gates`, words: M.controlRoom.back }}
      >
        <QueryView query={room}>{(data) => <Room id={id} room={data} />}</QueryView>
      </Page>
    </ConfigProvider>
  )
}

function Room({ id, room }: { id: string; room: ControlRoom }) {
  const acts = useAirActs(id)
  const now = useServerNow(room.now)
  const [open, setOpen] = useState<'start' | 'end' | 'help'>()
  const [change, setChange] = useState<PlatformChange>()
  const [fault, setFault] = useState<unknown>()
  const onAir = room.broadcast.state === 'on-air' && room.onAirSince !== null
  const onAirSeconds = onAir ? (now - Date.parse(room.onAirSince ?? '')) / 1000 : undefined
  const may = (move: string) => room.broadcast.availableMoves.includes(move)

  function restart(channelId: string) {
    setFault(undefined)
    void acts.restart(channelId).catch(setFault)
  }
  useKeys((key) => {
    if (key === '?') setOpen('help')
    if (key.toLowerCase() === 's' && may('go-on-air')) setOpen('start')
    if (key.toLowerCase() === 'e' && may('end')) setOpen('end')
    if (key.toLowerCase() === 'a' && onAir) setChange({ what: 'add' })
    const tile = /^[1-9]$/.test(key) ? room.platforms[Number(key) - 1] : undefined
    if (tile && onAir) restart(tile.channelId)
  })

  return (
    <div className="room">
      {!room.engine && <Notice kind="attention" title={M.controlRoom.engineAway} spoken />}
      <TakenOff room={room} />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <AirBar
        room={room}
        now={now}
        onAirSeconds={onAirSeconds}
        onStart={() => setOpen('start')}
        onEnd={() => setOpen('end')}
        onHelp={() => setOpen('help')}
      />
      <div className={room.platforms.length > ONE_COLUMN_MAX ? 'room__grid room__grid--many' : 'room__grid'}>
        <Preview
          playlist={onAir || room.inputs.some((input) => input.connected) ? room.preview : null}
          over={isOver(room)}
        />
        <RundownPanel rundown={room.broadcast.application.rundown} onAirSeconds={onAirSeconds} />
        <PlatformTiles
          room={room}
          onRestart={restart}
          onRemove={(platform) => setChange({ what: 'remove', platform })}
          onAdd={() => setChange({ what: 'add' })}
        />
        <SignalPanel room={room} onMakeKey={acts.makeKey} />
      </div>
      {change && <PlatformDialog change={change} room={room} acts={acts} onClose={() => setChange(undefined)} />}
      {open === 'help' && <HelpSheet onClose={() => setOpen(undefined)} />}
      {(open === 'start' || open === 'end') && (
        <AirDialog what={open} room={room} acts={acts} onClose={() => setOpen(undefined)} />
      )}
    </div>
  )
}

/** It was on air and a gate was taken back: whoever sits here must know why everything went dark. */
function TakenOff({ room }: { room: ControlRoom }) {
  const { state, airedFrom, gateCards } = room.broadcast
  if (airedFrom === null || !['in-review', 'returned'].includes(state)) return null
  const gates = gateCards.filter((card) => card.state !== 'passed').map((card) => GATE_LABELS[card.gate].zh)
  return <Notice kind="failed" title={M.controlRoom.takenOff(gates.join('、'))} spoken />
}

function AirDialog(props: {
  what: 'start' | 'end'
  room: ControlRoom
  acts: ReturnType<typeof useAirActs>
  onClose: () => void
}) {
  const { what, room, acts } = props
  const starting = what === 'start'
  const signal = room.inputs.some((input) => input.connected)
  return (
    <FormDialog
      title={starting ? M.controlRoom.startTitle : M.controlRoom.endTitle}
      submitWords={starting ? M.controlRoom.startAct : M.controlRoom.endAct}
      danger={!starting}
      initial={{}}
      onSubmit={(_, key) => acts[what](key)}
      onClose={props.onClose}
    >
      {() => (
        <>
          <p>{starting ? M.controlRoom.startLead(room.platforms.length) : M.controlRoom.endLead}</p>
          {starting && !signal && <Notice kind="attention" title={M.controlRoom.startNoInput} />}
        </>
      )}
    </FormDialog>
  )
}

function useDarkWindow() {
  useEffect(() => {
    document.documentElement.dataset.theme = 'dark'
    return () => {
      delete document.documentElement.dataset.theme
    }
  }, [])
}
