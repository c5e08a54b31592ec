import { Button } from '@yimi/ui/button.tsx'
import { M } from '../messages.ts'

export const PAGE_SIZE = 50

/** How many there are; said before a list of people is shown. */
export function Count({ total }: { total: number }) {
  return <p className="count">{M.state.total(total)}</p>
}

/** The way to the other pages, when there are any. */
export function Pager(props: { offset: number; total: number; onOffset: (offset: number) => void }) {
  const pages = Math.max(1, Math.ceil(props.total / PAGE_SIZE))
  if (pages === 1) return null
  const page = Math.floor(props.offset / PAGE_SIZE) + 1
  return (
    <nav className="pager" aria-label={M.state.page(page, pages)}>
      <Button busy={page === 1} onPress={() => props.onOffset(props.offset - PAGE_SIZE)}>
        {M.state.before}
      </Button>
      <span aria-current="page">{M.state.page(page, pages)}</span>
      <Button busy={page === pages} onPress={() => props.onOffset(props.offset + PAGE_SIZE)}>
        {M.state.after}
      </Button>
    </nav>
  )
}
