import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type Audience,
  enterOnSiteAudience,
  enterPlatformFigures,
  getAudience,
  readPlatformFile,
} from '@yimi/contract/audience.ts'
import { call } from '../../call.ts'

export type PlatformValues = {
  views: number | null
  viewers: number | null
  peak: number | null
  evidence: { id: string; name: string } | null
  note: string
}
export type FileValues = Pick<PlatformValues, 'evidence' | 'note'> & {
  items: readonly (Pick<PlatformValues, 'views' | 'viewers' | 'peak'> & { channelId: string })[]
}
export type OnSiteValues = { people: number | null; evidence: { id: string; name: string } | null; note: string }

/** Figures of the own page move while it is on air; nobody sees a difference within ten seconds. */
const ON_AIR_EVERY_MS = 10_000

const keyOf = (id: string) => ['broadcast', id, 'audience'] as const

export function useAudience(id: string, onAir: boolean) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: () => call(getAudience, { params: { id } }),
    refetchInterval: onAir ? ON_AIR_EVERY_MS : false,
  })
}

export function useEnterFigures(id: string) {
  const queries = useQueryClient()
  async function take(answer: Audience) {
    queries.setQueryData(keyOf(id), answer)
    await queries.invalidateQueries({ queryKey: ['figures'] })
  }
  return {
    platform: async (channelId: string, { views, viewers, peak, evidence, note }: PlatformValues, key: string) => {
      if (!evidence) return
      const items = [{ channelId, views, viewers, peak }]
      const body = { items, source: 'hand' as const, evidenceId: evidence.id, note }
      await take(await call(enterPlatformFigures, { params: { id }, body }, { key }))
    },
    readFile: async (file: File) => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const content = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
      return call(readPlatformFile, { params: { id }, body: { content } })
    },
    fromFile: async ({ items, evidence, note }: FileValues, key: string) => {
      if (!evidence) return
      const body = {
        items: items.map(({ channelId, views, viewers, peak }) => ({ channelId, views, viewers, peak })),
        source: 'file' as const,
        evidenceId: evidence.id,
        note,
      }
      await take(await call(enterPlatformFigures, { params: { id }, body }, { key }))
    },
    onSite: async ({ people, evidence, note }: OnSiteValues, key: string) => {
      if (people === null) return
      const body = { people, note, ...(evidence ? { evidenceId: evidence.id } : {}) }
      await take(await call(enterOnSiteAudience, { params: { id }, body }, { key }))
    },
  }
}
