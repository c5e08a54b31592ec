import { Outlet, useLocation } from '@tanstack/react-router'
import { Badge } from '@yimi/ui/badge.tsx'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { PageShell } from '@yimi/ui/page-shell.tsx'
import { Drawer } from 'antd'
import { useEffect, useState } from 'react'
import { useIsWide } from '../components/use-is-wide.ts'
import { NoticeBell } from '../features/notices/notice-bell.tsx'
import { AccountMenu } from '../features/session/account-menu.tsx'
import { M } from '../messages.ts'
import { useSession } from '../session-context.ts'
import { menuFor } from './menu-entries.ts'

/** The frame of every page: menu beside it where there is room, in a drawer where there is not. */
export function Shell() {
  const wide = useIsWide()
  const { pathname } = useLocation()
  return (
    <PageShell
      skip={M.shell.skip}
      banner={<Banner wide={wide} pathname={pathname} />}
      footer={<Footer page={pathname} />}
    >
      <div className={wide ? 'frame frame--wide' : 'frame'}>
        {wide && (
          <aside className="frame__menu">
            <MainMenu pathname={pathname} />
          </aside>
        )}
        <div className="frame__page">
          <OfflineNotice />
          <Outlet />
        </div>
      </div>
    </PageShell>
  )
}

function Banner({ wide, pathname }: { wide: boolean; pathname: string }) {
  const { me } = useSession()
  const [open, setOpen] = useState(false)
  return (
    <header className="banner">
      {!wide && (
        <Button onPress={() => setOpen(true)} label={M.shell.mainMenu}>
          {M.shell.menu}
        </Button>
      )}
      <a className="brand" href="#/" aria-label={M.brand}>
        <span className="brand__mark" aria-hidden="true" />
        <span className="brand__words">{M.brand}</span>
      </a>
      {me.demo && <Badge>{M.shell.demo}</Badge>}
      <div className="banner__rest" />
      <NoticeBell />
      <AccountMenu />
      <Drawer
        open={open && !wide}
        placement="left"
        size={300}
        title={M.shell.mainMenu}
        closable={{ 'aria-label': M.shell.close }}
        onClose={() => setOpen(false)}
      >
        <MainMenu pathname={pathname} onGo={() => setOpen(false)} />
      </Drawer>
    </header>
  )
}

function MainMenu({ pathname, onGo }: { pathname: string; onGo?: () => void }) {
  const { me } = useSession()
  return (
    <nav aria-label={M.shell.mainMenu} className="menu">
      {menuFor(me.capabilities).map((group) => (
        <section key={group.words} className="menu__group">
          <h2>{group.words}</h2>
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.href}>
                <a href={entry.href} aria-current={isCurrent(entry.href, pathname) ? 'page' : undefined} onClick={onGo}>
                  {entry.words}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function isCurrent(href: string, pathname: string): boolean {
  const path = href.slice(1)
  return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)
}

function Footer({ page }: { page: string }) {
  return (
    <footer className="foot">
      <a href={`/#/complaint?page=${encodeURIComponent(`/console/#${page}`)}`}>{M.shell.complaint}</a>
    </footer>
  )
}

function OfflineNotice() {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return online ? null : <Notice kind="attention" title={M.shell.offline} spoken />
}
