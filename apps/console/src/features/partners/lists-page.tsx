import { type Claimable, ClaimableList } from '@yimi/contract/claimable.ts'
import { newKey } from '@yimi/contract/client.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { Count } from '../../components/pager.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { DayField } from '../../components/time-fields.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { ClaimableWords } from './claimable-words.tsx'
import { PartnerTabs } from './partner-tabs.tsx'
import { useClaimables, usePartnerActs } from './partners-api.ts'

const LISTS = ClaimableList.options.map((value) => ({ value, label: M.claims.lists[value] }))

export function ListsPage() {
  const [list, setList] = useState<ClaimableList>()
  const [open, setOpen] = useState<'add' | { finish: Claimable }>()
  const [fault, setFault] = useState<unknown>()
  const claimables = useClaimables(list)
  const acts = usePartnerActs()
  const mayChange = useMay('claimable.change')
  const close = () => setOpen(undefined)
  const move = (id: string, named: 'release' | 'withdraw') =>
    void acts.moveClaimable(id, { move: named, result: '' }, newKey()).catch(setFault)
  const add = mayChange && (
    <Button kind="main" onPress={() => setOpen('add')}>
      {M.claims.add}
    </Button>
  )
  return (
    <Page title={M.partners.title} lead={M.claims.lead} actions={add}>
      <PartnerTabs shown="lists" />
      <FilterChips label={M.claims.list} choices={LISTS} value={list} onChoose={setList} />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <QueryView query={claimables} isEmpty={(data) => data.items.length === 0} emptyWords={M.claims.nothing}>
        {(data) => (
          <>
            <Count total={data.items.length} />
            <ul className="cards">
              {data.items.map((item) => (
                <li key={item.id} className="card">
                  <ClaimableWords item={item} />
                  {mayChange && (
                    <ItemActions
                      item={item}
                      onMove={(named) => move(item.id, named)}
                      onFinish={() => setOpen({ finish: item })}
                    />
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryView>
      {open === 'add' && <ClaimableDialog onClose={close} />}
      {typeof open === 'object' && (
        <ReasonDialog
          title={M.claims.finishTitle(open.finish.title)}
          submitWords={M.claims.finish}
          label={M.claims.result}
          hint=""
          maxLength={300}
          onSubmit={(result, key) => acts.moveClaimable(open.finish.id, { move: 'finish', result }, key)}
          onClose={close}
        />
      )}
    </Page>
  )
}

function ItemActions(props: { item: Claimable; onMove: (move: 'release' | 'withdraw') => void; onFinish: () => void }) {
  const has = (move: string) => props.item.availableMoves.includes(move)
  return (
    <div className="row-actions">
      {has('finish') && <Button onPress={props.onFinish}>{M.claims.finish}</Button>}
      {has('release') && <Button onPress={() => props.onMove('release')}>{M.claims.release}</Button>}
      {has('withdraw') && <Button onPress={() => props.onMove('withdraw')}>{M.claims.withdraw}</Button>}
    </div>
  )
}

function ClaimableDialog({ onClose }: { onClose: () => void }) {
  const acts = usePartnerActs()
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: { orgId: string | null; list: string; title: string; words: string; until: string } = {
    orgId: null,
    list: 'need',
    title: '',
    words: '',
    until: '',
  }
  return (
    <FormDialog
      title={M.claims.add}
      submitWords={M.claims.add}
      initial={initial}
      ready={({ orgId, title }) => (orgId ?? first) !== null && title.trim() !== ''}
      onSubmit={({ orgId, list, until, ...words }, key) =>
        acts.list({ ...words, orgId: orgId ?? first ?? '', list: ClaimableList.parse(list), until: until || null }, key)
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <OrganisationPick
            label={M.claims.org}
            value={values.orgId ?? first}
            onPick={(orgId) => change({ orgId })}
            {...fault('orgId')}
          />
          <PickField
            label={M.claims.list}
            value={values.list}
            options={LISTS}
            onPick={(list) => list && change({ list })}
          />
          <TextField
            name="title"
            label={M.claims.title}
            maxLength={60}
            value={values.title}
            onChange={(title) => change({ title })}
            {...fault('title')}
          />
          <TextAreaField
            name="words"
            label={M.claims.words}
            optional={M.act.optional}
            rows={4}
            maxLength={500}
            value={values.words}
            onChange={(words) => change({ words })}
            {...fault('words')}
          />
          <DayField
            label={M.claims.until}
            optional={M.act.optional}
            value={values.until}
            onPick={(until) => change({ until })}
          />
        </>
      )}
    </FormDialog>
  )
}
