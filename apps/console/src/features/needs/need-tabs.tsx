import type { Capability } from '@yimi/contract/capabilities.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { M } from '../../messages.ts'
import { useSession } from '../../session-context.ts'

const T = M.needs.tabs
const TABS: readonly { href: string; words: string; capability: Capability }[] = [
  { href: '#/needs', words: T.list, capability: 'need.read' },
  { href: '#/need-statistics', words: T.statistics, capability: 'need.count' },
  { href: '#/coding', words: T.coding, capability: 'text.code' },
  { href: '#/statistic-releases', words: T.releases, capability: 'statistic.release' },
]

/** The other pages about needs, those that the session may open. */
export function NeedLinks({ here }: { here: keyof typeof T }) {
  const { me } = useSession()
  const shown = TABS.filter((one) => one.words !== T[here] && me.capabilities.includes(one.capability))
  return shown.map((one) => (
    <ButtonLink key={one.href} href={one.href}>
      {one.words}
    </ButtonLink>
  ))
}
