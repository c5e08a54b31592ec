import type { ControlRoom, PlatformTile } from '@yimi/contract/on-air.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { shortWarning } from '../../components/limit-words.ts'
import { M } from '../../messages.ts'
import { keyOfPlatform } from './use-keys.ts'

const TONES: Readonly<Record<PlatformTile['state'], StatusTone>> = {
  idle: 'quiet',
  connecting: 'waiting',
  live: 'done',
  retrying: 'attention',
  refused: 'failed',
  stopped: 'quiet',
}

/** Every platform with its own state; the first twenty have a key of their own. */
export function PlatformTiles(props: {
  room: ControlRoom
  onRestart: (channelId: string) => void
  onRemove: (platform: PlatformTile) => void
  onAdd: () => void
}) {
  const { platforms } = props.room
  const onAir = props.room.broadcast.state === 'on-air'
  return (
    <section className="room__panel room__platforms" aria-label={M.controlRoom.platforms}>
      <div className="room__head">
        <h2>{M.controlRoom.platforms}</h2>
        {onAir && (
          <Button onPress={props.onAdd}>
            {M.controlRoom.add} <kbd>{M.controlRoom.keyNames.add}</kbd>
          </Button>
        )}
      </div>
      {platforms.length === 0 && <p className="second">{M.controlRoom.noPlatforms}</p>}
      <ol className="tiles">
        {platforms.map((platform, index) => (
          <Tile
            key={platform.channelId}
            platform={platform}
            number={index + 1}
            {...(onAir ? { onRestart: props.onRestart, onRemove: props.onRemove } : {})}
          />
        ))}
      </ol>
    </section>
  )
}

function Tile(props: {
  platform: PlatformTile
  number: number
  onRestart?: (channelId: string) => void
  onRemove?: (platform: PlatformTile) => void
}) {
  const { platform, number, onRestart, onRemove } = props
  const running = platform.state === 'live'
  const keyName = keyOfPlatform(number - 1)
  return (
    <li className={`tile tile--${TONES[platform.state]}`}>
      <div className="tile__head">
        {keyName && <kbd>{keyName}</kbd>}
        <h3>{platform.name}</h3>
        <StatusWord tone={TONES[platform.state]} word={M.controlRoom.states[platform.state]} />
      </div>
      <p className="tile__figures">
        {running && (
          <>
            <span>{M.controlRoom.bitrate(platform.bitrateKbps)}</span>
            <span>{M.controlRoom.behind(platform.secondsBehind.toFixed(1))}</span>
          </>
        )}
        {platform.reconnects > 0 && <span>{M.controlRoom.reconnects(platform.reconnects)}</span>}
      </p>
      {platform.lastError && <p className="tile__error">{M.controlRoom.lastError(platform.lastError)}</p>}
      {platform.warnings.map((warning) => (
        <p key={warning.what} className="tile__warning">
          {shortWarning(warning)}
        </p>
      ))}
      {onRestart && onRemove && (
        <div className="row-actions">
          <Button label={M.controlRoom.restartName(platform.name)} onPress={() => onRestart(platform.channelId)}>
            {M.controlRoom.restart}
          </Button>
          <Button kind="quiet" label={M.controlRoom.removeName(platform.name)} onPress={() => onRemove(platform)}>
            {M.controlRoom.remove}
          </Button>
        </div>
      )}
    </li>
  )
}
