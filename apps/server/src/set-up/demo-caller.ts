import type { RouteAnswer, RouteInput } from '@yimi/contract/route.ts'
import type { AnyRoute } from '#platform/http/operation.ts'

/** Fills the demonstration through the same interface that pages use, as the person of that user name, on a day of its own. */
export type Demo = {
  call<R extends AnyRoute>(who: string, route: R, input: RouteInput<R>, key: string): Promise<RouteAnswer<R>>
  upload(who: string, orgId: string, name: string, bytes: Buffer): Promise<string>
  setNow(instant: Date): void
  orgs: ReadonlyMap<string, string>
  close(): Promise<void>
}
