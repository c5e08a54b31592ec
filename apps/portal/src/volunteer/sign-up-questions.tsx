import { call } from '@yimi/contract/client.ts'
import { listPublicOrganisations } from '@yimi/contract/public.ts'
import { listOpenTeams } from '@yimi/contract/volunteer-sign-up.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { useCallback } from 'react'
import { useAnswer } from '../calls/use-answer.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { ChoiceList } from '../steps/choice-list.tsx'
import { UnitPick } from '../steps/unit-field.tsx'
import type { Messages } from '../words/messages-zh.ts'
import { useMessages } from '../words/use-messages.ts'
import { missingIn, type SignUpDraft, type SignUpStep, stepsFor } from './sign-up-draft.ts'

type Props = {
  step: Exclude<SignUpStep, 'check'>
  draft: SignUpDraft
  tried: boolean
  change: (part: Partial<SignUpDraft>) => void
}
const PARTS = ['morning', 'afternoon', 'evening'] as const

export function SignUpQuestion(props: Props) {
  const words = useMessages().signUp
  const { step, draft, change } = props
  const fault = props.tried && missingIn(draft, step) ? (step === 'phone' ? words.fillPhone : words.fill) : undefined
  switch (step) {
    case 'unit':
      return (
        <UnitPick
          label={words.unit}
          none={words.chooseUnit}
          fault={fault}
          value={draft.unit}
          onChange={(unit) => change({ unit, team: '' })}
        />
      )
    case 'name':
      return (
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          fault={fault}
          value={draft.name}
          maxLength={40}
          autoComplete="name"
          onChange={(name) => change({ name })}
        />
      )
    case 'phone':
      return (
        <TextField
          name="phone"
          label={words.phone}
          hint={words.phoneHint}
          fault={fault}
          value={draft.phone}
          maxLength={20}
          inputMode="tel"
          autoComplete="tel"
          onChange={(phone) => change({ phone })}
        />
      )
    case 'wishes':
      return (
        <TextAreaField
          name="wishes"
          label={words.wishes}
          optional={words.optional}
          hint={words.wishesHint}
          value={draft.wishes}
          maxLength={300}
          rows={4}
          onChange={(wishes) => change({ wishes })}
        />
      )
    case 'team':
      return <TeamQuestion draft={draft} change={change} />
    case 'when':
      return <WhenQuestion draft={draft} change={change} />
    case 'age':
      return (
        <ChoiceList
          name="age"
          kind="radio"
          label={words.age}
          fault={fault}
          chosen={[draft.age]}
          choices={[
            { value: 'adult', label: words.adult },
            { value: 'minor', label: words.minor },
          ]}
          onChange={([age = '']) => change({ age })}
        />
      )
    case 'guardian':
      return <GuardianQuestion draft={draft} change={change} fault={fault} />
  }
}

type Part = Pick<Props, 'draft' | 'change'>

function TeamQuestion({ draft, change }: Part) {
  const words = useMessages().signUp
  const teams = useTeams(draft.unit)
  if (teams?.length === 0) return <p>{words.noTeams}</p>
  return (
    <ChoiceList
      name="team"
      kind="radio"
      label={words.team}
      chosen={[draft.team]}
      choices={[
        ...(teams ?? []).map((team) => ({ value: team.id, label: `${team.name}（${team.kindLabel}）` })),
        { value: '', label: words.noTeam },
      ]}
      onChange={([team = '']) => change({ team })}
    />
  )
}

function WhenQuestion({ draft, change }: Part) {
  const words = useMessages().signUp
  return (
    <ChoiceList
      name="when"
      kind="checkbox"
      label={words.when}
      hint={words.whenHint}
      chosen={draft.when}
      choices={halfDays(words)}
      onChange={(when) => change({ when })}
    />
  )
}

function GuardianQuestion({ draft, change, fault }: Part & { fault: string | undefined }) {
  const words = useMessages().signUp
  return (
    <>
      <TextField
        name="guardian"
        label={words.guardian}
        hint={words.guardianHint}
        fault={fault}
        value={draft.guardian}
        maxLength={60}
        onChange={(guardian) => change({ guardian })}
      />
      <TextField
        name="guardianPhone"
        label={words.guardianPhone}
        optional={words.optional}
        value={draft.guardianPhone}
        maxLength={30}
        inputMode="tel"
        onChange={(guardianPhone) => change({ guardianPhone })}
      />
    </>
  )
}

/** The answers once more, each with a way back to it. */
export function CheckAnswers(props: { draft: SignUpDraft; onChange: (step: SignUpStep) => void }) {
  const words = useMessages().signUp
  const { draft } = props
  const { value: units } = useAnswer(askUnits, once)
  const teams = useTeams(draft.unit)
  const when = halfDays(words).filter((one) => draft.when.includes(one.value))
  const said: Readonly<Record<Exclude<SignUpStep, 'check'>, string>> = {
    unit: units?.items.find((unit) => unit.id === draft.unit)?.name ?? '',
    name: draft.name,
    phone: draft.phone,
    wishes: draft.wishes,
    team: teams?.find((team) => team.id === draft.team)?.name ?? words.noTeam,
    when: when.map((one) => one.label).join('、'),
    age: draft.age === 'minor' ? words.minor : words.adult,
    guardian: `${draft.guardian} ${draft.guardianPhone}`.trim(),
  }
  return (
    <section>
      <h2 className="heading">{words.check}</h2>
      <dl className="facts card">
        {stepsFor(draft).flatMap((step) =>
          step === 'check'
            ? []
            : [
                <Fact key={step} name={words[step]}>
                  {said[step] || words.none}{' '}
                  <Button kind="quiet" label={`${words.change}：${words[step]}`} onPress={() => props.onChange(step)}>
                    {words.change}
                  </Button>
                </Fact>,
              ],
        )}
      </dl>
    </section>
  )
}

function halfDays(words: Messages['signUp']) {
  return words.days.flatMap((day, index) =>
    PARTS.map((part) => ({ value: `${index + 1}-${part}`, label: `${day}${words.parts[part]}` })),
  )
}

function useTeams(unit: string) {
  const ask = useCallback(
    (signal: AbortSignal) =>
      unit === '' ? Promise.resolve({ items: [] }) : call(listOpenTeams, { query: { orgId: unit } }, { signal }),
    [unit],
  )
  return useAnswer(ask, once).value?.items
}

function askUnits(signal: AbortSignal) {
  return call(listPublicOrganisations, {}, { signal })
}

function once() {
  return undefined
}
