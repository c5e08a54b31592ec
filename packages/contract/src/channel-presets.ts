/**
 * What common platforms take: starting values. `source`: the platform's own public page that says so, looked up on
 * `enteredOn`; without one the values are to be checked by whoever sets up the channel. `null`: no figure is known.
 */
export type ChannelPreset = {
  readonly code: string
  readonly label: string
  /** Where the address begins; `null` when the platform shows its own. */
  readonly server: string | null
  readonly secure: boolean
  readonly key: 'lasting' | 'per-session'
  readonly maxKbps: number | null
  readonly maxHeight: number | null
  readonly keyFrameSeconds: number | null
  readonly enteredOn: string
  readonly source: string | null
}

const YOUTUBE = 'https://support.google.com/youtube/answer/2853702'
const FACEBOOK = 'https://developers.facebook.com/docs/live-video-api/reference'

export const CHANNEL_PRESETS = [
  preset('youtube', 'YouTube 直播', 'rtmps://a.rtmps.youtube.com/live2', 'lasting', [40_000, 2160, 4], YOUTUBE),
  preset(
    'facebook',
    'Facebook 直播',
    'rtmps://live-api-s.facebook.com:443/rtmp',
    'per-session',
    [6_000, 1080, 4],
    FACEBOOK,
  ),
  preset('twitch', 'Twitch', 'rtmps://live.twitch.tv:443/app', 'lasting', [6_000, 1080, 2]),
  preset('bullet-comments', '弹幕视频网站', 'rtmp://live-push.bilivideo.com/live-bvc', 'per-session', [null, 1080, 2]),
  preset('messenger-channels', '社交软件视频号', null, 'per-session', [null, 1080, 2]),
  preset('short-video', '短视频平台', null, 'per-session', [null, 1080, 2]),
  preset('microblog', '微博类平台', null, 'per-session', [null, 1080, 2]),
  preset('shopping', '电商平台', null, 'per-session', [null, 1080, 2]),
  preset('media-centre', '融媒体中心', null, 'lasting', [null, 1080, 2]),
  preset('cloud-live', '云直播服务', null, 'per-session', [null, 1080, 2]),
  preset('own-server', '自建 RTMP 服务器', null, 'lasting', [null, null, 2]),
] as const satisfies readonly ChannelPreset[]

export type PresetCode = (typeof CHANNEL_PRESETS)[number]['code']

export function findPreset(code: string | null): ChannelPreset | undefined {
  return CHANNEL_PRESETS.find((one) => one.code === code)
}

function preset<const Code extends string>(
  code: Code,
  label: string,
  server: string | null,
  key: ChannelPreset['key'],
  [maxKbps, maxHeight, keyFrameSeconds]: readonly [number | null, number | null, number | null],
  source: string | null = null,
): ChannelPreset & { readonly code: Code } {
  return {
    code,
    label,
    server,
    secure: server?.startsWith('rtmps:') ?? false,
    key,
    maxKbps,
    maxHeight,
    keyFrameSeconds,
    enteredOn: '2026-11-24',
    source,
  }
}
