import { NOTICE_FAULT_LABELS, NOTICE_STATUS_LABELS, NOTICE_WAY_LABELS } from '@yimi/contract/labels.ts'
import {
  NOTICE_STATUSES,
  NOTICE_WAYS,
  type NoticeStatus,
  type NoticeWay,
  type SentNotice,
} from '@yimi/contract/notice.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { NoticeActs } from './notice-acts.tsx'
import { useNotices } from './notices-api.ts'

const TONES: Readonly<Record<NoticeStatus, StatusTone>> = {
  waiting: 'waiting',
  sending: 'waiting',
  sent: 'done',
  failed: 'failed',
  stopped: 'quiet',
}

const COLUMNS: readonly Column<SentNotice>[] = [
  {
    key: 'what',
    title: M.notices.what,
    head: true,
    cell: (one) => (
      <>
        <strong>{one.title}</strong>
        <div className="quiet">{one.body}</div>
      </>
    ),
  },
  {
    key: 'who',
    title: M.notices.who,
    cell: (one) => (
      <>
        {one.receiver}
        {one.to && <div className="quiet">{one.to}</div>}
      </>
    ),
  },
  { key: 'way', title: M.notices.way, cell: (one) => NOTICE_WAY_LABELS[one.way].zh },
  {
    key: 'status',
    title: M.notices.status,
    cell: (one) => (
      <>
        <StatusWord tone={TONES[one.status]} word={NOTICE_STATUS_LABELS[one.status].zh} />
        {one.fault && <div className="quiet">{NOTICE_FAULT_LABELS[one.fault].zh}</div>}
        {one.tries > 1 && <div className="quiet">{M.notices.tries(one.tries)}</div>}
        {one.readAt && <div className="quiet">{M.notices.read}</div>}
      </>
    ),
  },
  {
    key: 'when',
    title: M.notices.when,
    cell: (one) =>
      one.status === 'waiting' && !one.mayCall ? M.notices.due(dayTime(one.dueAt)) : dayTime(one.sentAt ?? one.madeAt),
  },
  { key: 'acts', title: M.notices.acts, cell: (one) => <NoticeActs notice={one} /> },
]

export function NoticesPage() {
  const [status, setStatus] = useState<NoticeStatus>()
  const [way, setWay] = useState<NoticeWay>()
  const [offset, setOffset] = useState(0)
  const notices = useNotices({ ...(status ? { status } : {}), ...(way ? { way } : {}), offset })
  return (
    <Page title={M.notices.title} lead={M.notices.lead}>
      <FilterChips
        label={M.notices.status}
        choices={NOTICE_STATUSES.map((value) => ({ value, label: NOTICE_STATUS_LABELS[value].zh }))}
        value={status}
        onChoose={(value) => {
          setStatus(value)
          setOffset(0)
        }}
      />
      <FilterChips
        label={M.notices.way}
        choices={NOTICE_WAYS.map((value) => ({ value, label: NOTICE_WAY_LABELS[value].zh }))}
        value={way}
        onChoose={(value) => {
          setWay(value)
          setOffset(0)
        }}
      />
      <QueryView query={notices} isEmpty={(data) => data.items.length === 0} emptyWords={M.notices.nothing}>
        {(data) => (
          <>
            {data.calls > 0 && (
              <Notice kind="attention" title={M.notices.calls(data.calls)}>
                <p>{M.notices.callsLead}</p>
              </Notice>
            )}
            <Count total={data.total} />
            <Records caption={M.notices.caption} rows={data.items} columns={COLUMNS} rowKey={(one) => one.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
            <p className="quiet">{M.notices.quiet}</p>
          </>
        )}
      </QueryView>
    </Page>
  )
}
