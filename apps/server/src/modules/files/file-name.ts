import type { UploadType } from './media-type.ts'

const ENDINGS: Readonly<Record<UploadType, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'video/mp4': ['mp4', 'm4v', 'mov'],
  'video/x-flv': ['flv'],
  'video/x-matroska': ['mkv', 'webm'],
}
const NAME_CHARACTERS_MAX = 120

/**
 * A name that is safe on every system and says what the file is: no folders, no control signs or turners of direction, at
 * most 120 characters, and an ending that agrees with its content.
 */
export function cleanFileName(given: string, type: UploadType): string {
  const bare = given
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}"*:<>?|]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const dot = bare.lastIndexOf('.')
  const ending = dot === -1 ? '' : bare.slice(dot + 1).toLowerCase()
  const right = ENDINGS[type].includes(ending)
  const stem = [...(right ? bare.slice(0, dot) : bare)].slice(0, NAME_CHARACTERS_MAX).join('').trim()
  return `${stem || '文件'}.${right ? ending : ENDINGS[type][0]}`
}
