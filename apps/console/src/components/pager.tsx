import { Button } from '@yimi/ui/button.tsx'
import { M } from '../messages.ts'

export const PAGE_SIZE = 50

/** How many there are, and the way to the others. */
export function Pager(props: { offset: number; total: number; onOffset: (offset: number) => void }) {
  const pages = Math.max(1, Math.ceil(props.total / PAGE_SIZE))
  const page = Math.floor(props.offset / PAGE_SIZE) + 1
  return (
    <nav className="pager" aria-label={M.state.page(page, pages)}>
      <span>{M.state.total(props.total)}</span>
      {pages > 1 && (
        <>
          <Button busy={page === 1} onPress={() => props.onOffset(props.offset - PAGE_SIZE)}>
            {M.state.before}
          </Button>
          <span aria-current="page">{M.state.page(page, pages)}</span>
          <Button busy={page === pages} onPress={() => props.onOffset(props.offset + PAGE_SIZE)}>
            {M.state.after}
          </Button>
        </>
      )}
    </nav>
  )
}
