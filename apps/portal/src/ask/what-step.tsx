import type { PublicService } from '@yimi/contract/service.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import type { Answer } from '../calls/use-answer.ts'
import { ChoiceList } from '../steps/choice-list.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { useMessages } from '../words/use-messages.ts'
import { type AskDraft, inOrderOfAsking } from './ask-draft.ts'
import type { Asker } from './asking.ts'
import { ServiceTile } from './tile.tsx'

/** As many as one takes in at a glance. */
const FIRST_TILES = 6

type Props = {
  draft: AskDraft
  change: (part: Partial<AskDraft>) => void
  askers: readonly Asker[]
  services: Answer<readonly PublicService[]>
  onService: (id: string) => void
  onOwnWords: () => void
}

/** Six large tiles, more of them, or own words. One press goes on. */
export function WhatStep(props: Props) {
  const all = useMessages()
  const words = useHelpMessages().ask
  const [more, setMore] = useState(false)
  const { draft, change, askers, services } = props
  const ordered = inOrderOfAsking(services.value ?? [])
  if (draft.step === 'own') return <OwnWords {...props} />
  return (
    <>
      {askers.length > 1 ? (
        <ChoiceList
          name="for"
          kind="radio"
          label={words.forWhom}
          chosen={[draft.forWhom || (askers[0]?.personId ?? '')]}
          choices={askers.map((one) => ({
            value: one.personId,
            label: one.relation ? words.other(one.name, one.relation) : words.myself(one.name),
          }))}
          onChange={([forWhom = '']) => change({ forWhom })}
        />
      ) : null}
      {services.value || services.problem ? null : <LoadingState words={all.site.loading} />}
      {services.problem && !services.value ? <Notice kind="attention" title={words.servicesLost} spoken /> : null}
      <ul className="doors">
        {(more ? ordered : ordered.slice(0, FIRST_TILES)).map((service) => (
          <ServiceTile key={service.id} service={service} onPress={() => props.onService(service.id)} />
        ))}
      </ul>
      <div className="buttons">
        {ordered.length > FIRST_TILES && !more ? <Button onPress={() => setMore(true)}>{words.more}</Button> : null}
        <Button onPress={() => change({ step: 'own' })}>{words.ownWords}</Button>
      </div>
    </>
  )
}

function OwnWords({ draft, change, onOwnWords }: Props) {
  const words = useHelpMessages().ask
  const [short, setShort] = useState(false)
  function submit(event: FormEvent) {
    event.preventDefault()
    const enough = draft.own.trim().length >= 2
    setShort(!enough)
    if (enough) onOwnWords()
  }
  return (
    <form onSubmit={submit} noValidate>
      <TextAreaField
        name="own"
        label={words.ownWordsLabel}
        hint={words.ownWordsHint}
        fault={short ? words.fillOwn : undefined}
        value={draft.own}
        maxLength={1000}
        rows={4}
        onChange={(own) => change({ own })}
      />
      <div className="buttons">
        <Button kind="main" submit>
          {words.next}
        </Button>
        <Button onPress={() => change({ step: 'what' })}>{words.back}</Button>
      </div>
    </form>
  )
}
