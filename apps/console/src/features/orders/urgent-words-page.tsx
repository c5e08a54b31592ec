import { newKey } from '@yimi/contract/client.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useSetUrgentWords, useUrgentWords } from './orders-api.ts'
import { UrgentTerms } from './urgent-terms.tsx'

const W = M.orderEntry.urgentWords
type Listed = NonNullable<ReturnType<typeof useUrgentWords>['data']>

/** What makes a request urgent and how soon it is looked at, unit by unit. */
export function UrgentWordsPage() {
  const organisations = useMyOrganisations()
  const [chosen, setChosen] = useState<string>()
  const orgId = chosen ?? organisations[0]?.id ?? ''
  const listed = useUrgentWords(orgId)
  return (
    <Page title={W.title} lead={W.lead}>
      <div className="narrow">
        {organisations.length > 1 && <OrganisationPick label={W.unit} value={orgId} onPick={setChosen} />}
        <UrgentTerms orgId={orgId} />
        <h2>{W.listTitle}</h2>
        <p className="second">{W.listLead}</p>
        <QueryView query={listed}>
          {(data) => <WordsForm key={`${orgId} ${data.own} ${data.words.join()}`} orgId={orgId} listed={data} />}
        </QueryView>
      </div>
    </Page>
  )
}

function WordsForm({ orgId, listed }: { orgId: string; listed: Listed }) {
  const set = useSetUrgentWords()
  const [text, setText] = useState(listed.words.join('\n'))
  const [fault, setFault] = useState<unknown>()
  const save = (words: string[] | null) => {
    setFault(undefined)
    void set(orgId, words, newKey()).catch(setFault)
  }
  return (
    <>
      <p className="second">{listed.own ? W.own : W.inherited}</p>
      <TextAreaField
        name="urgent-words"
        label={W.words}
        hint={W.hint}
        rows={14}
        maxLength={6000}
        value={text}
        onChange={setText}
      />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <div className="acts">
        <Button kind="main" onPress={() => save(wordsIn(text))}>
          {W.save}
        </Button>
        {listed.own && <Button onPress={() => save(null)}>{W.reset}</Button>}
      </div>
    </>
  )
}

function wordsIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}
