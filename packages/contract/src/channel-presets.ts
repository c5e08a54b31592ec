/**
 * What common platforms take. Named ones are starting values, to be checked against the platform’s own page; for a class of platforms only what all of it takes, and `null`
 * where each has its own figure. `server`: where the address begins, `null` when the platform shows its own.
 */
export type ChannelPreset = {
  readonly code: string
  readonly label: string
  readonly server: string | null
  readonly secure: boolean
  readonly key: 'lasting' | 'per-session'
  readonly maxKbps: number | null
  readonly maxHeight: number | null
  readonly keyFrameSeconds: number | null
}

export const CHANNEL_PRESETS = [
  preset('youtube', 'YouTube 直播', 'rtmps://a.rtmps.youtube.com/live2', 'lasting', [40_000, 2160, 4]),
  preset('facebook', 'Facebook 直播', 'rtmps://live-api-s.facebook.com:443/rtmp', 'per-session', [4_000, 1080, 2]),
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
  }
}
