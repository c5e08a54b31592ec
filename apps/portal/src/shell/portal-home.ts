import { call } from '@yimi/contract/client.ts'
import { getPortalHome } from '@yimi/contract/public.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { createContext, useContext } from 'react'
import { type Answer, useAnswer } from '../calls/use-answer.ts'
import { useMessages } from '../words/use-messages.ts'

export type PortalHome = RouteAnswer<typeof getPortalHome>

const HomeContext = createContext<Answer<PortalHome> | undefined>(undefined)
export const HomeProvider = HomeContext.Provider

/** Every page shows the installation's name and telephone; the first page and the list show its broadcasts. */
const RENEW_MS = 30_000

export function useLoadedHome(): Answer<PortalHome> {
  return useAnswer(askHome, renew)
}

export function usePortalHome(): Answer<PortalHome> {
  return useContext(HomeContext) ?? NOT_ASKED
}

/** The installation's own name, or a general one until it is known. */
export function useInstallation(): string {
  const fallback = useMessages().site.fallbackName
  return usePortalHome().value?.installation || fallback
}

const NOT_ASKED: Answer<PortalHome> = { value: undefined, problem: undefined, refresh: () => {} }

function askHome(signal: AbortSignal): Promise<PortalHome> {
  return call(getPortalHome, {}, { signal })
}

function renew(): number {
  return RENEW_MS
}
