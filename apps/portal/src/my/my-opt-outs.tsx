import { call } from '@yimi/contract/client.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { listMyOptOuts, setMyOptOut } from '@yimi/contract/service.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { useMessages } from '../words/use-messages.ts'

/** What comes by itself, and may stay away: one press, either way. Shown beside the consents once it is known. */
export function MyOptOuts() {
  const all = useMessages()
  const words = all.my
  const { value, refresh } = useAnswer(ask, once)
  const sending = useSending()
  if (!value || value.items.length === 0) return null
  return (
    <>
      <h2 className="heading">{words.services}</h2>
      <p className="lead">{words.servicesLine}</p>
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, all)}</p>
        </Notice>
      ) : null}
      {value.items.map((one) => {
        const act = one.optedOut ? words.wantAgain : words.wantNot
        return (
          <article key={one.serviceId} className="card">
            <h3 className="card__title">{one.name}</h3>
            {one.optedOut ? <p>{words.notWanted}</p> : null}
            <Button
              busy={sending.busy}
              label={`${act}：${one.name}`}
              onPress={() => {
                const body = { optedOut: !one.optedOut }
                sending.send(() => call(setMyOptOut, { params: { serviceId: one.serviceId }, body }), refresh)
              }}
            >
              {act}
            </Button>
          </article>
        )
      })}
    </>
  )
}

function ask(signal: AbortSignal): Promise<RouteAnswer<typeof listMyOptOuts>> {
  return call(listMyOptOuts, {}, { signal })
}

function once(): undefined {
  return undefined
}
