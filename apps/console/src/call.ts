import { CallError, type CallOptions, call as callContract } from '@yimi/contract/client.ts'
import type { RouteAnswer, RouteInput } from '@yimi/contract/route.ts'

const SESSION_ENDED = 'session-ended'
const ends = new EventTarget()

/**
 * Calls a route of the contract for somebody who is signed in; that the session is over is told to whoever listens, from
 * wherever the call was made.
 * @throws CallError
 */
export async function call<R extends Parameters<typeof callContract>[0]>(
  route: R,
  input: RouteInput<R>,
  options: CallOptions = {},
): Promise<RouteAnswer<R>> {
  try {
    return await callContract(route, input, options)
  } catch (fault) {
    heedSessionEnd(fault)
    throw fault
  }
}

/** For what is sent without `call`, such as an upload with its progress. */
export function heedSessionEnd(fault: unknown): void {
  if (fault instanceof CallError && fault.is('not-signed-in')) ends.dispatchEvent(new Event(SESSION_ENDED))
}

/** @returns a function that ends the listening */
export function onSessionEnded(listener: () => void): () => void {
  ends.addEventListener(SESSION_ENDED, listener)
  return () => ends.removeEventListener(SESSION_ENDED, listener)
}
