/** One line group of a media playlist. Names are relative to the playlist. */
export type PlaylistEntry = {
  name: string
  initName: string
  durationMs: number
  startedAt: number
  discontinuity: boolean
}

export type Playlist = {
  mediaSequence: number
  discontinuitySequence: number
  /** Seconds; never smaller than the rounded length of any entry. */
  targetDuration: number
  entries: readonly PlaylistEntry[]
  ended: boolean
}

/** A media playlist (RFC 8216) as text. */
export function renderPlaylist(playlist: Playlist): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${playlist.targetDuration}`,
    `#EXT-X-MEDIA-SEQUENCE:${playlist.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${playlist.discontinuitySequence}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
  ]
  let init: string | undefined
  for (const entry of playlist.entries) {
    if (entry.discontinuity) lines.push('#EXT-X-DISCONTINUITY')
    if (entry.initName !== init) {
      init = entry.initName
      lines.push(`#EXT-X-MAP:URI="${init}"`)
    }
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(entry.startedAt).toISOString()}`)
    lines.push(`#EXTINF:${(entry.durationMs / 1000).toFixed(3)},`, entry.name)
  }
  if (playlist.ended) lines.push('#EXT-X-ENDLIST')
  return `${lines.join('\n')}\n`
}
