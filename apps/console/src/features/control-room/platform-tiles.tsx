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
  lagging: 'attention',
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
  const well = platforms.filter((platform) => platform.state === 'live').length
  return (
    <section className="room__panel room__platforms" aria-label={M.controlRoom.platforms}>
      <div className="room__head">
        <h2>{M.controlRoom.platforms}</h2>
        {onAir && platforms.length > 0 && (
          <p className={well < platforms.length ? 'room__well room__well--not' : 'room__well'} role="status">
            {M.controlRoom.platformsWell(well, platforms.length)}
          </p>
        )}
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
  const connected = platform.state === 'live' || platform.state === 'lagging'
  const reason = platform.lastError ?? (platform.state === 'lagging' ? M.controlRoom.lagging : null)
  const keyName = keyOfPlatform(number - 1)
  return (
    <li className={`tile tile--${TONES[platform.state]}`}>
      <div className="tile__head">
        {keyName && <kbd>{keyName}</kbd>}
        <h3>{platform.name}</h3>
        <StatusWord tone={TONES[platform.state]} word={M.controlRoom.states[platform.state]} />
      </div>
      {(connected || platform.reconnects > 0) && (
        <p className="tile__figures">
          {platform.state === 'live' && <span>{M.controlRoom.bitrate(platform.bitrateKbps)}</span>}
          {connected && <span>{M.controlRoom.behind(platform.secondsBehind.toFixed(1))}</span>}
          {platform.reconnects > 0 && <span>{M.controlRoom.reconnects(platform.reconnects)}</span>}
        </p>
      )}
      {reason && <p className="tile__error">{M.controlRoom.lastError(reason)}</p>}
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
