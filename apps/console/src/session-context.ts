import type { Capability } from '@yimi/contract/capabilities.ts'
import type { Me } from '@yimi/contract/session.ts'
import { createContext, useContext } from 'react'

export type Session = { me: Me; onSignedOut: () => void }

const nobody: Session = {
  me: {
    accountId: '',
    personId: '',
    name: '',
    username: '',
    assignments: [],
    capabilities: [],
    secondFactor: 'not-needed',
    demo: false,
  },
  onSignedOut: () => undefined,
}

export const SessionContext = createContext<Session>(nobody)

export function useSession(): Session {
  return useContext(SessionContext)
}

/** May this session do it at least somewhere? Hides what is not for it; the server decides. */
export function useMay(capability: Capability): boolean {
  return useSession().me.capabilities.includes(capability)
}
