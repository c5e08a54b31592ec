import { getRouteApi } from '@tanstack/react-router'
import { GATE_LABELS } from '@yimi/contract/labels.ts'
import type { ControlRoom } from '@yimi/contract/on-air.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { ConfigProvider } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { Page } from '../../components/page.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { darkTheme } from '../../theme.ts'
import { AirBar, isOver } from './air-bar.tsx'
import { EndDialog, StartDialog } from './air-dialog.tsx'
import { useAirActs, useControlRoom } from './control-room-api.ts'
import { HelpSheet } from './help-sheet.tsx'
import { type PlatformChange, PlatformDialog } from './platform-dialog.tsx'
import { PlatformTiles } from './platform-tiles.tsx'
import { Preview } from './preview.tsx'
import { RundownPanel, rundownOf } from './rundown-panel.tsx'
import { SignalPanel } from './signal-panel.tsx'
import { platformOfKey, useKeys } from './use-keys.ts'
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
  const close = useCallback(() => setOpen(undefined), [])
  const [change, setChange] = useState<PlatformChange>()
  const [muted, setMuted] = useState(true)
  const [fault, setFault] = useState<unknown>()
  const onAir = room.broadcast.state === 'on-air' && room.onAirSince !== null
  const onAirSeconds = onAir ? (now - Date.parse(room.onAirSince ?? '')) / 1000 : undefined
  const may = (move: string) => room.broadcast.availableMoves.includes(move)

  const rundown = rundownOf(room, onAirSeconds)

  function restart(channelId: string) {
    setFault(undefined)
    void acts.restart(channelId).catch(setFault)
  }
  function go(index: number) {
    setFault(undefined)
    void acts.goTo(index).catch(setFault)
  }
  useKeys((key, event) => {
    if (key === '?') setOpen('help')
    if (key.toLowerCase() === 'm') setMuted((now) => !now)
    if (key.toLowerCase() === 'n' && rundown.place?.next) go(rundown.place.index + 1)
    if (key.toLowerCase() === 'b' && rundown.place && rundown.place.index > 0) go(rundown.place.index - 1)
    if (key.toLowerCase() === 's' && may('go-on-air')) setOpen('start')
    if (key.toLowerCase() === 'e' && may('end')) setOpen('end')
    if (key.toLowerCase() === 'a' && onAir) setChange({ what: 'add' })
    const tile = room.platforms[platformOfKey(event) ?? -1]
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
          muted={muted}
          onMute={setMuted}
        />
        <RundownPanel rundown={room.broadcast.application.rundown} {...rundown} onGo={go} />
        <PlatformTiles
          room={room}
          onRestart={restart}
          onRemove={(platform) => setChange({ what: 'remove', platform })}
          onAdd={() => setChange({ what: 'add' })}
        />
        <SignalPanel room={room} onMakeKey={acts.makeKey} />
      </div>
      {change && <PlatformDialog change={change} room={room} acts={acts} onClose={() => setChange(undefined)} />}
      {open === 'help' && <HelpSheet onClose={close} />}
      {open === 'start' && <StartDialog room={room} acts={acts} onClose={close} />}
      {open === 'end' && <EndDialog room={room} acts={acts} onClose={close} />}
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

function useDarkWindow() {
  useEffect(() => {
    document.documentElement.dataset.theme = 'dark'
    return () => {
      delete document.documentElement.dataset.theme
    }
  }, [])
}
