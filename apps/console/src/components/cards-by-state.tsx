import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { FilterChips } from './filter-chips.tsx'
import { Page } from './page.tsx'
import { Count, Pager } from './pager.tsx'
import { QueryView } from './query-view.tsx'

type Words<State extends string> = {
  title: string
  lead: string
  state: string
  states: Readonly<Record<State, string>>
  nothing: string
}

/** A page of cards that wait for somebody, narrowed by state: what came in from outside and is dealt with one by one. */
export function CardsByState<State extends string, One extends { id: string }>(props: {
  words: Words<State>
  states: readonly State[]
  /** A hook of the feature: called at each rendering, in the same place. */
  useList: (query: { state?: State; offset: number }) => UseQueryResult<{ items: One[]; total: number }>
  card: (one: One) => ReactNode
}) {
  const { words } = props
  const [state, setState] = useState<State>()
  const [offset, setOffset] = useState(0)
  const list = props.useList({ ...(state ? { state } : {}), offset })
  return (
    <Page title={words.title} lead={words.lead}>
      <FilterChips
        label={words.state}
        choices={props.states.map((value) => ({ value, label: words.states[value] }))}
        value={state}
        onChoose={(value) => {
          setState(value)
          setOffset(0)
        }}
      />
      <QueryView query={list} isEmpty={(data) => data.items.length === 0} emptyWords={words.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <ul className="cards">{data.items.map(props.card)}</ul>
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </Page>
  )
}
