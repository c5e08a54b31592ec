import type { DoorCard } from '@yimi/contract/door.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { type FormEvent, useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useSession } from '../../session-context.ts'
import { useDoorCardActs, useDoorCards, useLook } from './door-cards-api.ts'
import { IssueDialog } from './issue-dialog.tsx'

/** For whoever answers the telephone: who stands at somebody's door? And the cards in force. */
export function DoorPage() {
  const { me } = useSession()
  const [issuing, setIssuing] = useState(false)
  const [ending, setEnding] = useState<DoorCard>()
  const [offset, setOffset] = useState(0)
  const cards = useDoorCards(offset)
  const acts = useDoorCardActs()
  const mayChange = me.capabilities.includes('door-card.change')
  const columns = columnsFor(mayChange ? setEnding : undefined)
  return (
    <Page
      title={M.door.title}
      lead={M.door.lead}
      actions={mayChange && <Button onPress={() => setIssuing(true)}>{M.door.issue}</Button>}
    >
      <LookUp columns={columns} />
      <h2>{M.door.cards}</h2>
      <QueryView query={cards} isEmpty={(data) => data.items.length === 0} emptyWords={M.door.nothing}>
        {(data) => (
          <>
            <Records caption={M.door.caption} rows={data.items} columns={columns} rowKey={(one) => one.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {issuing && <IssueDialog onClose={() => setIssuing(false)} />}
      {ending && (
        <FormDialog
          title={M.door.endTitle}
          submitWords={M.door.endYes}
          danger
          initial={{}}
          onSubmit={(_values, key) => acts.end(ending.id, key)}
          onClose={() => setEnding(undefined)}
        >
          {() => <p>{M.door.endNote}</p>}
        </FormDialog>
      )}
    </Page>
  )
}

function LookUp({ columns }: { columns: readonly Column<DoorCard>[] }) {
  const [word, setWord] = useState('')
  const [asked, setAsked] = useState('')
  const found = useLook(asked)
  function look(event: FormEvent) {
    event.preventDefault()
    setAsked(word.trim())
  }
  return (
    <section className="card">
      <form className="search-line" onSubmit={look}>
        <TextField name="word" label={M.door.word} value={word} maxLength={40} onChange={setWord} />
        <Button kind="main" submit>
          {M.door.look}
        </Button>
      </form>
      {asked !== '' && (
        <QueryView query={found} isEmpty={(data) => data.items.length === 0} emptyWords={M.door.none}>
          {(data) => <Records caption={M.door.word} rows={data.items} columns={columns} rowKey={(one) => one.id} />}
        </QueryView>
      )}
    </section>
  )
}

function columnsFor(onEnd: ((card: DoorCard) => void) | undefined): readonly Column<DoorCard>[] {
  return [
    { key: 'name', title: M.door.name, head: true, cell: (one) => <strong>{one.name}</strong> },
    { key: 'unit', title: M.door.unit, cell: (one) => one.orgName },
    { key: 'number', title: M.door.number, cell: (one) => one.number },
    { key: 'words', title: M.door.words, cell: (one) => one.word },
    { key: 'picture', title: M.door.picture, cell: (one) => (one.pictureShown ? M.door.shown : M.door.hidden) },
    { key: 'issued', title: M.door.issuedOn, cell: (one) => one.issuedOn },
    ...(onEnd
      ? [
          {
            key: 'acts',
            title: M.notices.acts,
            cell: (one: DoorCard) => <Button onPress={() => onEnd(one)}>{M.door.end}</Button>,
          },
        ]
      : []),
  ]
}
