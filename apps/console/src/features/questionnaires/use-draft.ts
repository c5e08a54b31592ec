import { CallError } from '@yimi/contract/client.ts'
import {
  type QuestionnaireDetail,
  type QuestionnaireSettings,
  saveQuestionnaireDraft,
} from '@yimi/contract/questionnaire.ts'
import type { Form } from '@yimi/contract/questionnaire-form.ts'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../call.ts'

/** Typing rests this long before it is sent. */
const REST_MS = 900
const RETRY_MS = 5_000

export type DraftStatus = 'saved' | 'unsaved' | 'saving' | 'cut' | 'conflict' | 'refused'
export type Draft = {
  form: Form
  settings: QuestionnaireSettings
  revision: number
  status: DraftStatus
  fault: unknown
  change: (part: { form?: Form; settings?: QuestionnaireSettings }) => void
}
type Content = { form: Form; settings: QuestionnaireSettings }

/** The draft as it is on the page; saved a moment after each change, and again while the line is cut. */
export function useDraft(questionnaire: QuestionnaireDetail): Draft {
  const { id } = questionnaire
  const [content, setContent] = useState<Content>({ form: questionnaire.draft, settings: questionnaire.settings })
  const [saved, setSaved] = useState({ content, revision: questionnaire.revision })
  const [state, setState] = useState<{ status: DraftStatus; fault: unknown }>({ status: 'saved', fault: undefined })
  const sending = useRef(false)
  const dirty = content !== saved.content
  const stopped = state.status === 'conflict' || state.status === 'refused'
  useEffect(() => {
    if (!dirty || stopped || sending.current) return
    const wait = state.status === 'cut' ? RETRY_MS : REST_MS
    const timer = setTimeout(() => {
      sending.current = true
      setState({ status: 'saving', fault: undefined })
      call(saveQuestionnaireDraft, { params: { id }, body: { ...content, revision: saved.revision } })
        .then(({ revision }) => {
          sending.current = false
          setSaved({ content, revision })
          setState({ status: 'saved', fault: undefined })
        })
        .catch((fault: unknown) => {
          sending.current = false
          setState({ status: statusAfter(fault), fault })
        })
    }, wait)
    return () => clearTimeout(timer)
  }, [dirty, stopped, state, content, saved.revision, id])
  useLeaveGuard(dirty)
  return {
    ...content,
    revision: saved.revision,
    status: dirty && state.status === 'saved' ? 'unsaved' : state.status,
    fault: state.fault,
    change(part) {
      setContent((before) => ({ ...before, ...part }))
      if (state.status === 'refused') setState({ status: 'unsaved', fault: undefined })
    },
  }
}

function statusAfter(fault: unknown): DraftStatus {
  if (!(fault instanceof CallError)) return 'cut'
  if (fault.is('changed-meanwhile')) return 'conflict'
  return fault.problem.status === 0 || fault.problem.status >= 500 ? 'cut' : 'refused'
}

/** The browser asks before a page with unsaved changes is closed. */
function useLeaveGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [dirty])
}
