import { M } from '../../messages.ts'

const HREFS = { checkIns: '#/partners', lent: '#/partners/lent', lists: '#/partners/lists' } as const

export function PartnerTabs({ shown }: { shown: keyof typeof HREFS }) {
  return (
    <nav className="tabs" aria-label={M.partners.tabsLabel}>
      {(['checkIns', 'lent', 'lists'] as const).map((tab) => (
        <a key={tab} href={HREFS[tab]} aria-current={tab === shown ? 'page' : undefined}>
          {M.partners.tabs[tab]}
        </a>
      ))}
    </nav>
  )
}
