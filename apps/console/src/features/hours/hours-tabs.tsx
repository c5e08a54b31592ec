import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'

const HREFS = { waiting: '#/hours', find: '#/hours/find', rules: '#/hours/rules' } as const
export type HoursTab = keyof typeof HREFS

export function HoursTabs({ shown }: { shown: HoursTab }) {
  const mayRules = useMay('hour-rules.read')
  const tabs: readonly HoursTab[] = mayRules ? ['waiting', 'find', 'rules'] : ['waiting', 'find']
  return (
    <nav className="tabs" aria-label={M.hours.tabsLabel}>
      {tabs.map((tab) => (
        <a key={tab} href={HREFS[tab]} aria-current={tab === shown ? 'page' : undefined}>
          {M.hours.tabs[tab]}
        </a>
      ))}
    </nav>
  )
}
