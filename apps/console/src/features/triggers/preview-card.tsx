import { newKey } from '@yimi/contract/client.ts'
import type { Preview } from '@yimi/contract/trigger.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../../components/problem-words.ts'
import { Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'

/** The number first, then the list, then the button: nothing is made that was not seen. */
export function PreviewCard(props: { preview: Preview; onMake: (expected: number, key: string) => Promise<unknown> }) {
  const { preview } = props
  const [key] = useState(newKey)
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  async function make() {
    setBusy(true)
    setFault(undefined)
    try {
      await props.onMake(preview.count, key)
    } catch (cause) {
      setFault(cause)
    }
    setBusy(false)
  }
  return (
    <section className="card" aria-label={preview.serviceName}>
      <h3>{preview.serviceName}</h3>
      <p>{M.triggers.previewIs(preview.count, preview.already, preview.window.from, preview.window.until)}</p>
      {preview.without.length > 0 && (
        <p className="second">
          {preview.without.map((one) => M.triggers.withoutIs(M.triggers.lacks[one.lack], one.count)).join('；')}
        </p>
      )}
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {preview.count === 0 ? (
        <EmptyState words={M.triggers.nobody} />
      ) : (
        <>
          <Records
            caption={preview.serviceName}
            rows={preview.items}
            rowKey={(row) => row.personId}
            columns={[
              { key: 'name', title: M.triggers.person, head: true, cell: (row) => row.name },
              { key: 'door', title: M.triggers.door, cell: (row) => row.door || '—' },
              { key: 'day', title: M.triggers.day, cell: (row) => row.day ?? '—' },
            ]}
          />
          {preview.items.length < preview.count && (
            <p className="second">{M.triggers.firstOf(preview.items.length, preview.count)}</p>
          )}
          <div className="preview-act">
            <Button kind="main" busy={busy} onPress={() => void make()}>
              {M.triggers.make(preview.count)}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
