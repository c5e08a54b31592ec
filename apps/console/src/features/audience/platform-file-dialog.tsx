import type { readPlatformFile } from '@yimi/contract/audience.ts'
import type { Broadcast } from '@yimi/contract/broadcast.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { Upload } from '@yimi/ui/upload.tsx'
import { useState } from 'react'
import { EvidenceField } from '../../components/evidence-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useEnterFigures } from './audience-api.ts'
import { spokenCount } from './spoken-count.ts'

type Read = RouteAnswer<typeof readPlatformFile>
type Values = { items: Read['items']; evidence: { id: string; name: string } | null; note: string }

/** Figures of several platforms out of one table: looked through, proved, entered together. */
export function PlatformFileDialog(props: { broadcast: Broadcast; onClose: () => void }) {
  const { broadcast } = props
  const words = M.audience.file
  const enter = useEnterFigures(broadcast.id)
  const [left, setLeft] = useState<readonly string[]>([])
  const [fault, setFault] = useState<unknown>()
  const initial: Values = { items: [], evidence: null, note: '' }

  async function take(file: File | undefined): Promise<Read['items']> {
    setFault(undefined)
    setLeft([])
    if (!file) return []
    try {
      const read = await enter.readFile(file)
      setLeft(read.left)
      return read.items
    } catch (cause) {
      setFault(cause)
      return []
    }
  }

  return (
    <FormDialog
      title={words.title}
      submitWords={words.act}
      initial={initial}
      ready={({ items, evidence }) => items.length > 0 && evidence !== null}
      onSubmit={(values, key) => enter.fromFile(values, key)}
      onClose={props.onClose}
    >
      {({ values, change }) => (
        <>
          <p>{words.lead}</p>
          <Upload
            words={{ ...M.audience.upload, choose: words.choose, hint: words.kinds }}
            accept=".xlsx,.csv"
            send={async (file) => change({ items: await take(file) })}
            faultWords={problemWords}
          />
          {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
          {left.length > 0 && (
            <Notice kind="attention" title={words.left(left.length)}>
              <ul>
                {left.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </Notice>
          )}
          {values.items.length > 0 && <Figures items={values.items} />}
          <EvidenceField
            orgId={broadcast.orgId}
            hint={M.audience.evidenceNeeded}
            value={values.evidence}
            onStored={(evidence) => change({ evidence })}
          />
          <TextField
            name="note"
            label={M.audience.note}
            maxLength={200}
            value={values.note}
            onChange={(note) => change({ note })}
          />
        </>
      )}
    </FormDialog>
  )
}

function Figures({ items }: { items: Read['items'] }) {
  const words = M.audience.platforms
  return (
    <Records
      caption={M.audience.file.read}
      rows={items}
      rowKey={(row) => row.channelId}
      columns={[
        { key: 'name', title: words.name, head: true, cell: (row) => row.name },
        { key: 'views', title: words.viewsColumn, figure: true, cell: (row) => spokenCount(row.views) },
        { key: 'viewers', title: words.viewersColumn, figure: true, cell: (row) => spokenCount(row.viewers) },
        { key: 'peak', title: words.peakColumn, figure: true, cell: (row) => spokenCount(row.peak) },
      ]}
    />
  )
}
