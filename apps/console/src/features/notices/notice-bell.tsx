import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { Drawer } from 'antd'
import { useState } from 'react'
import { QueryView } from '../../components/query-view.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useOwnNotices, useReadOwn } from './notices-api.ts'

/** How many messages of one's own are unread, and the list of them. */
export function NoticeBell() {
  const [open, setOpen] = useState(false)
  const own = useOwnNotices()
  const readAll = useReadOwn()
  const unread = own.data?.unread ?? 0
  // Seen and read aloud alike.
  const shown = unread > 99 ? '99+' : unread > 0 ? String(unread) : ''
  return (
    <>
      <Button kind="quiet" label={M.notices.bell(shown)} onPress={() => setOpen(true)}>
        {M.notices.mine}
        {shown && <span className="bell__count">{shown}</span>}
      </Button>
      <Drawer
        open={open}
        title={M.notices.mine}
        size={420}
        closable={{ 'aria-label': M.shell.close }}
        onClose={() => setOpen(false)}
      >
        <QueryView query={own} isEmpty={(data) => data.items.length === 0} emptyWords={M.notices.noneMine}>
          {(data) => (
            <>
              {data.unread > 0 && <Button onPress={() => void readAll()}>{M.notices.readAll}</Button>}
              <ul className="cards">
                {data.items.map((one) => (
                  <li key={one.id} className="card">
                    <div className="card__head">
                      <h3>{one.title}</h3>
                      {one.readAt === null && <StatusWord tone="attention" word={M.notices.isNew} />}
                    </div>
                    <p>{one.body}</p>
                    <p className="quiet">{dayTime(one.madeAt)}</p>
                    {one.href && (
                      <a href={one.href} onClick={() => setOpen(false)}>
                        {M.notices.go}
                      </a>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
        </QueryView>
      </Drawer>
    </>
  )
}
