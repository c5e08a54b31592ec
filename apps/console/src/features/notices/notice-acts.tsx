import { newKey } from '@yimi/contract/client.ts'
import type { SentNotice } from '@yimi/contract/notice.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { useNoticeActs } from './notices-api.ts'

/** What may be done with one notice in its place: call and tick off, or send again. */
export function NoticeActs({ notice }: { notice: SentNotice }) {
  const acts = useNoticeActs(notice.id)
  const [number, setNumber] = useState('')
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  async function run(work: () => Promise<unknown>) {
    setBusy(true)
    setFault(undefined)
    try {
      await work()
    } catch (cause) {
      setFault(cause)
    }
    setBusy(false)
  }

  if (!notice.mayCall && !notice.mayRetry) return null
  return (
    <div className="acts">
      {notice.mayCall && (
        <>
          {number === '' ? (
            <Button busy={busy} onPress={() => void run(async () => setNumber(await acts.number()))}>
              {M.notices.number}
            </Button>
          ) : (
            <p>{M.notices.numberIs(number)}</p>
          )}
          <Button kind="main" busy={busy} onPress={() => void run(() => acts.tick('reached', newKey()))}>
            {M.notices.reached}
          </Button>
          <Button busy={busy} onPress={() => void run(() => acts.tick('no-answer', newKey()))}>
            {M.notices.noAnswer}
          </Button>
        </>
      )}
      {notice.mayRetry && (
        <Button busy={busy} onPress={() => void run(() => acts.retry(newKey()))}>
          {M.notices.retry}
        </Button>
      )}
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
    </div>
  )
}
