import { call, newKey } from '@yimi/contract/client.ts'
import type { Problem } from '@yimi/contract/errors.ts'
import { newUuid } from '@yimi/contract/new-uuid.ts'
import { type MyVisitDoor, recordVisits, type VisitRecord } from '@yimi/contract/visit-record.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf } from '../calls/fault-words.ts'
import { sendPatiently } from '../calls/send-kept.ts'
import { afterReceipts, firstBatch, keepOutbox, readOutbox, type Unsent, withRecord } from './outbox.ts'

export type Said = Pick<VisitRecord, 'outcome'> &
  Partial<Pick<VisitRecord, 'callBackAt' | 'unchanged' | 'changes' | 'answer'>>
export type Outbox = {
  items: readonly Unsent[]
  busy: boolean
  problem: Problem | undefined
  /** This device keeps nothing: leaving the page would lose what is not sent. */
  unkept: boolean
  say: (door: MyVisitDoor, said: Said) => void
  send: () => void
  drop: (recordId: string) => void
}

/** Records are kept on the device from the first press until their receipts come. */
export function useOutbox(workerId: string, onDoors: (doors: readonly MyVisitDoor[]) => void): Outbox {
  const items = useRef<Unsent[]>(readOutbox(workerId))
  const running = useRef(false)
  const [shown, setShown] = useState({
    items: items.current,
    busy: false,
    problem: undefined as Problem | undefined,
    unkept: false,
  })

  const keep = useCallback(
    (next: Unsent[]) => {
      items.current = next
      const kept = keepOutbox(workerId, next)
      setShown((before) => ({ ...before, items: next, unkept: !kept }))
    },
    [workerId],
  )

  const send = useCallback(() => {
    const records = firstBatch(items.current)
    if (running.current || records.length === 0) return
    running.current = true
    const key = newKey()
    setShown((before) => ({ ...before, busy: true, problem: undefined }))
    const body = { records: records.map((item) => item.record) }
    sendPatiently(() => call(recordVisits, { body }, { key })).then(
      ({ receipts, doors }) => {
        running.current = false
        keep(afterReceipts(items.current, receipts))
        setShown((before) => ({ ...before, busy: false }))
        onDoors(doors)
        send()
      },
      (fault: unknown) => {
        running.current = false
        // A fault of the program goes to the error boundary: thrown while rendering, not lost in a promise.
        setShown((before) => ({ ...before, busy: false, problem: problemOf(fault) }))
      },
    )
  }, [keep, onDoors])

  useEffect(() => {
    send()
    window.addEventListener('online', send)
    return () => window.removeEventListener('online', send)
  }, [send])

  function say(door: MyVisitDoor, said: Said) {
    const record: VisitRecord = {
      id: newUuid(),
      doorId: door.id,
      at: new Date().toISOString(),
      stamp: door.stamp,
      callBackAt: null,
      unchanged: false,
      changes: [],
      answer: null,
      ...said,
    }
    keep(withRecord(items.current, { record, door: door.door, state: 'waiting', reason: '' }))
    send()
  }
  const drop = (recordId: string) => keep(items.current.filter((item) => item.record.id !== recordId))
  return { ...shown, say, send, drop }
}
