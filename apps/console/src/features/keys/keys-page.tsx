import type { MasterKeys } from '@yimi/contract/master-key.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { CodeDialog } from '../../components/code-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { endingOf, leftOf, useMasterKeyActs, useMasterKeys } from './keys-api.ts'

type Key = MasterKeys['keys'][number]
type Act = { kind: 'rotate' } | { kind: 'retire'; number: number }

/** The master keys: which one seals, what is still under an older one, and how to change them. */
export function KeysPage() {
  const keys = useMasterKeys()
  const acts = useMasterKeyActs()
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  return (
    <Page title={M.keys.title} lead={M.keys.lead}>
      <QueryView query={keys}>
        {(data) => (
          <>
            <Progress data={data} />
            <Records
              caption={M.keys.title}
              rows={data.keys}
              rowKey={(row) => String(row.number)}
              columns={columns(data, (number) => setAct({ kind: 'retire', number }))}
            />
            <p>
              <Button kind="main" onPress={() => setAct({ kind: 'rotate' })}>
                {M.keys.rotate}
              </Button>
            </p>
          </>
        )}
      </QueryView>
      {act?.kind === 'rotate' && (
        <CodeDialog title={M.keys.rotate} submitWords={M.keys.rotate} onSubmit={acts.rotate} onClose={close}>
          <p>{M.keys.rotateLead}</p>
        </CodeDialog>
      )}
      {act?.kind === 'retire' && (
        <CodeDialog
          title={M.keys.retire}
          submitWords={M.keys.retire}
          onSubmit={(code) => acts.retire(act.number, code)}
          onClose={close}
        >
          <p>{M.keys.retireLead}</p>
        </CodeDialog>
      )}
    </Page>
  )
}

function Progress({ data }: { data: MasterKeys }) {
  const left = leftOf(data)
  if (data.keys.length === 1) return null
  if (left > 0) return <Notice kind="info" title={M.keys.left(left)} spoken />
  return <Notice kind="done" title={endingOf(data) > 0 ? M.keys.ending : M.keys.noneLeft} />
}

function columns(data: MasterKeys, onRetire: (number: number) => void): Column<Key>[] {
  const [newest] = data.keys
  return [
    { key: 'number', title: M.keys.number, head: true, cell: (row) => M.keys.numbered(row.number) },
    { key: 'madeAt', title: M.keys.madeAt, cell: (row) => dayTime(row.madeAt) },
    { key: 'use', title: M.keys.use, cell: (row) => (row === newest ? M.keys.seals : M.keys.opens) },
    {
      key: 'retire',
      title: M.keys.act,
      cell: (row) =>
        row !== newest && leftOf(data) + endingOf(data) === 0 ? (
          <button type="button" className="text-button" onClick={() => onRetire(row.number)}>
            {M.keys.retire}
          </button>
        ) : null,
    },
  ]
}
