import type { ControlRoom, Signal } from '@yimi/contract/on-air.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { mbit } from '../../components/limit-words.ts'
import { CopyLine, ShownOnce } from '../../components/shown-once.tsx'
import { M } from '../../messages.ts'
import { isOver } from './air-bar.tsx'

type Made = { server: string; key: string }

/** What comes in, and how the encoder gets here; the way is folded up once something has come. */
export function SignalPanel({ room, onMakeKey }: { room: ControlRoom; onMakeKey: (key: string) => Promise<Made> }) {
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<Made>()
  return (
    <section className="room__panel room__signal" aria-label={M.controlRoom.inputs}>
      <h2>{M.controlRoom.inputs}</h2>
      {room.inputs.length === 0 && <StatusWord tone="quiet" word={M.controlRoom.noInputs} />}
      <ul className="inputs">
        {room.inputs.map((input) => (
          <li key={input.id}>
            <span>{M.controlRoom.input(input.id)}</span>
            <StatusWord
              tone={input.connected ? 'done' : 'quiet'}
              word={input.connected ? M.controlRoom.connected : M.controlRoom.notConnected}
            />
            {input.connected && <span className="second">{M.controlRoom.bitrate(input.bitrateKbps)}</span>}
          </li>
        ))}
      </ul>
      {room.signal && <p className="second">{signalWords(room.signal)}</p>}
      <details open={!room.inputs.some((input) => input.connected)}>
        <summary>{M.controlRoom.ingest}</summary>
        <CopyLine label={M.controlRoom.server} text={room.ingest.server} />
        {!isOver(room) && <Button onPress={() => setAsking(true)}>{M.controlRoom.makeKey}</Button>}
      </details>
      {asking && (
        <FormDialog
          title={M.controlRoom.keyConfirm}
          submitWords={M.controlRoom.makeKey}
          initial={{}}
          onSubmit={async (_, key) => setMade(await onMakeKey(key))}
          onClose={() => setAsking(false)}
        >
          {() => <p>{M.controlRoom.keyNote}</p>}
        </FormDialog>
      )}
      {made && (
        <ShownOnce
          title={M.controlRoom.keyTitle}
          items={[
            { label: M.controlRoom.server, text: made.server },
            { label: M.controlRoom.key, text: made.key },
          ]}
          onClose={() => setMade(undefined)}
        />
      )}
    </section>
  )
}

/** What the encoder really sends, as far as it is known. */
function signalWords({ video, audio, kbps, framesPerSecond, keyFrameSeconds }: Signal): string {
  return [
    video ? `${video.width}×${video.height}` : '',
    framesPerSecond === null ? '' : M.controlRoom.frames(framesPerSecond),
    kbps === null ? '' : mbit(kbps),
    keyFrameSeconds === null ? '' : M.controlRoom.keyFrames(keyFrameSeconds),
    audio ? M.controlRoom.sound(audio.sampleRate / 1000) : '',
  ]
    .filter((part) => part !== '')
    .join('，')
}
