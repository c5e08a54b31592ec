import { ButtonLink } from '@yimi/ui/button.tsx'
import { FigureCards } from '../../components/figure-cards.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useFigures } from './figures-api.ts'

export function FiguresPage() {
  const figures = useFigures()
  return (
    <Page
      title={M.figures.title}
      lead={M.figures.lead}
      actions={<ButtonLink href="#/service-figures">{M.figures.services.title}</ButtonLink>}
    >
      <QueryView query={figures} isEmpty={(data) => data.items.length === 0} emptyWords={M.figures.nothing}>
        {(data) => <FigureCards figures={data.items} />}
      </QueryView>
    </Page>
  )
}
