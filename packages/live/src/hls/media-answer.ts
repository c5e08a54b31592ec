import type { MediaRoom } from './media-store.ts'

export type MediaAnswer = { status: number; headers: Record<string, string>; body: Buffer }

/** Who finds the room behind the first part of a path. */
export type MediaRooms = {
  findPreview(token: string): MediaRoom | undefined
  findLive(broadcast: string): MediaRoom | undefined
}

const cors = { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, HEAD, OPTIONS' }
const nothing = Buffer.alloc(0)
const pathPattern = /^\/media\/(preview|live)\/([A-Za-z0-9_.-]{1,128})\/([A-Za-z0-9_.-]{1,128})$/

/** Playlists and segments under /media/preview/<token>/ and /media/live/<broadcast>/; no state, no socket. */
export function answerMedia(method: string, url: string, rooms: MediaRooms): MediaAnswer {
  if (method === 'OPTIONS')
    return { status: 204, headers: { ...cors, 'access-control-max-age': '86400' }, body: nothing }
  if (method !== 'GET' && method !== 'HEAD') return failure(405, 'method not allowed')
  const [, kind, name = '', file = ''] = pathPattern.exec(url.split('?', 1)[0] ?? '') ?? []
  const room = kind === 'preview' ? rooms.findPreview(name) : kind === 'live' ? rooms.findLive(name) : undefined
  if (room === undefined) return failure(404, 'not found')
  const answer = file === 'index.m3u8' ? playlistAnswer(room) : segmentAnswer(room, file)
  return answer ?? failure(404, 'not found')
}

function playlistAnswer(room: MediaRoom): MediaAnswer | undefined {
  const text = room.playlist()
  if (text === undefined) return undefined
  return success('application/vnd.apple.mpegurl', 'max-age=1', Buffer.from(text, 'utf8'))
}

function segmentAnswer(room: MediaRoom, file: string): MediaAnswer | undefined {
  const bytes = room.find(file)
  return bytes && success('video/mp4', 'public, max-age=31536000, immutable', bytes)
}

function success(type: string, cacheControl: string, body: Buffer): MediaAnswer {
  return {
    status: 200,
    headers: { ...cors, 'content-type': type, 'cache-control': cacheControl, 'x-content-type-options': 'nosniff' },
    body,
  }
}

function failure(status: number, text: string): MediaAnswer {
  const headers = { ...cors, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers, body: Buffer.from(`${text}\n`) }
}
