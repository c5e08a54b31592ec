import { useParams } from '@tanstack/react-router'
import { CallError } from '@yimi/contract/client.ts'
import type { Sheet } from '@yimi/contract/round-sheet.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import { Page } from '../../components/page.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { PaperSheet } from './paper-sheet.tsx'
import { openSheetByNumber } from './rounds-api.ts'

/** Typing in what stands on paper: the number, one key a door, and the next sheet. Hands stay on the keys. */
export function PaperPage() {
  const { number: given } = useParams({ strict: false })
  const [number, setNumber] = useState(given ?? '')
  const [sheet, setSheet] = useState<Sheet>()
  const [fault, setFault] = useState<unknown>()
  const [said, setSaid] = useState('')
  const field = useRef<HTMLInputElement>(null)

  const open = useCallback(async (typed: string) => {
    setFault(undefined)
    setSaid('')
    try {
      setSheet(await openSheetByNumber(typed.replace(/\s/g, '')))
    } catch (cause) {
      setSheet(undefined)
      setFault(cause)
    }
  }, [])
  useEffect(() => {
    if (given) void open(given)
    else field.current?.focus()
  }, [given, open])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (number.trim() !== '') void open(number)
  }
  function saved(words: string) {
    setSheet(undefined)
    setNumber('')
    setSaid(words)
    field.current?.focus()
  }
  return (
    <Page title={M.rounds.paper} lead={M.rounds.paperLead} back={{ href: '#/rounds', words: M.rounds.back }}>
      <form className="search-line" onSubmit={submit}>
        <label>
          {M.rounds.sheet}
          <input
            ref={field}
            className="y-input number"
            name="number"
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            value={number}
            onChange={(event) => setNumber(event.target.value.replace(/[^\d ]/g, ''))}
          />
        </label>
        <Button kind="main" submit>
          {M.rounds.open}
        </Button>
      </form>
      {fault !== undefined && <Notice kind="failed" title={faultWords(fault)} spoken />}
      {said !== '' && <Notice kind="done" title={said} spoken />}
      {sheet && <PaperSheet key={sheet.id} sheet={sheet} onSaved={saved} />}
    </Page>
  )
}

function faultWords(fault: unknown): string {
  return fault instanceof CallError && fault.is('not-found') ? M.rounds.numberFault : problemWords(fault)
}
