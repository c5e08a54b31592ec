import type { DoorsFrom } from '@yimi/contract/visit.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { type DialogForm, FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField, PickManyField } from '../../components/pick-field.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useGridsOf, useOpenQuestionnaires, usePreview, useVisitActs } from './visits-api.ts'

type Values = {
  orgId: string | null
  name: string
  purpose: string
  from: string
  until: string
  kind: DoorsFrom['kind']
  gridIds: string[]
  size: number | null
  months: number | null
  seed: string
  questionnaireId: string | null
}
const KINDS = ['census', 'sample', 'stale'] as const
const USUAL_MONTHS = 12
const USUAL_SIZE = 20
const DAYS = 14

/** Doors by grid: all, a drawn part, or those not looked at for long; how many there are is shown before it is made. */
export function CreateVisitDialog(props: { onClose: () => void; kind?: DoorsFrom['kind']; months?: number }) {
  const organisations = useMyOrganisations()
  const first = organisations[0]?.id ?? null
  const acts = useVisitActs()
  const initial: Values = {
    orgId: null,
    name: '',
    purpose: '',
    from: today(),
    until: new Date(Date.now() + DAYS * 86_400_000).toISOString().slice(0, 10),
    kind: props.kind ?? 'census',
    gridIds: [],
    size: USUAL_SIZE,
    months: props.months ?? USUAL_MONTHS,
    seed: '',
    questionnaireId: null,
  }
  return (
    <FormDialog<Values>
      title={M.visits.create}
      initial={initial}
      submitWords={M.visits.create}
      ready={(values) => values.name.trim() !== '' && doorsOf(values) !== undefined}
      onSubmit={async (values, key) => {
        const doorsFrom = doorsOf(values)
        const orgId = values.orgId ?? first
        if (!orgId || !doorsFrom) return
        const { name, purpose, from, until, questionnaireId } = values
        const made = await acts.create({ orgId, name, purpose, from, until, doorsFrom, questionnaireId }, key)
        window.location.hash = `#/visits/${made.id}`
      }}
      onClose={props.onClose}
    >
      {(form) => (
        <>
          <OrganisationPick
            value={form.values.orgId ?? first}
            onPick={(orgId) => form.change({ orgId, gridIds: [] })}
          />
          <WordFields form={form} />
          <QuestionnaireField form={form} />
          <DoorFields form={form} orgId={form.values.orgId ?? first} />
          <Preview values={form.values} orgId={form.values.orgId ?? first} />
        </>
      )}
    </FormDialog>
  )
}

function WordFields({ form: { values, change, fault } }: { form: DialogForm<Values> }) {
  return (
    <>
      <TextField
        name="name"
        label={M.visits.name}
        hint={M.visits.nameHint}
        value={values.name}
        maxLength={40}
        onChange={(name) => change({ name })}
        {...fault('name')}
      />
      <TextAreaField
        name="purpose"
        label={M.visits.purpose}
        hint={M.visits.purposeHint}
        rows={2}
        value={values.purpose}
        maxLength={200}
        onChange={(purpose) => change({ purpose })}
        {...fault('purpose')}
      />
      <DayField label={M.visits.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
      <DayField label={M.visits.until} value={values.until} onPick={(until) => change({ until })} {...fault('until')} />
    </>
  )
}

/** What is published and still open; the newest version is asked. */
function QuestionnaireField({ form: { values, change, fault } }: { form: DialogForm<Values> }) {
  const questionnaires = useOpenQuestionnaires()
  return (
    <PickField
      label={M.visits.questionnaire}
      hint={M.visits.questionnaireHint}
      optional={M.act.optional}
      value={values.questionnaireId}
      clearable
      options={(questionnaires.data ?? []).map((one) => ({ value: one.id, label: one.title }))}
      onPick={(questionnaireId) => change({ questionnaireId })}
      {...fault('questionnaireId')}
    />
  )
}

function DoorFields({ form: { values, change }, orgId }: { form: DialogForm<Values>; orgId: string | null }) {
  const grids = useGridsOf(orgId)
  return (
    <>
      <PickField
        label={M.visits.doorsFrom}
        hint={M.visits.kindHints[values.kind]}
        value={values.kind}
        options={KINDS.map((value) => ({ value, label: M.visits.kinds[value] }))}
        onPick={(kind) => change({ kind: KINDS.find((one) => one === kind) ?? 'census' })}
      />
      <PickManyField
        label={M.visits.grids}
        values={values.gridIds}
        options={(grids.data?.items ?? [])
          .filter((grid) => grid.until === null)
          .map((grid) => ({ value: grid.id, label: M.visits.grid(grid.name, grid.dwellings) }))}
        onPick={(gridIds) => change({ gridIds })}
      />
      {values.kind === 'sample' && (
        <>
          <NumberField
            name="size"
            label={M.visits.size}
            value={values.size}
            min={1}
            max={5000}
            onNumber={(size) => change({ size })}
          />
          <TextField
            name="seed"
            label={M.visits.seed}
            hint={M.visits.seedHint}
            optional={M.act.optional}
            value={values.seed}
            maxLength={40}
            onChange={(seed) => change({ seed })}
          />
        </>
      )}
      {values.kind === 'stale' && (
        <NumberField
          name="months"
          label={M.visits.months}
          value={values.months}
          min={1}
          max={60}
          onNumber={(months) => change({ months })}
        />
      )}
    </>
  )
}

function Preview({ values, orgId }: { values: Values; orgId: string | null }) {
  const doorsFrom = doorsOf(values)
  const preview = usePreview(orgId && doorsFrom ? { orgId, doorsFrom } : undefined)
  if (!doorsFrom) return <p>{M.visits.pickGrids}</p>
  if (preview.error) return <p role="alert">{problemWords(preview.error)}</p>
  if (!preview.data) return null
  const { doors, withoutWorker, strata } = preview.data
  return (
    <div role="status">
      <p>
        <strong>{M.visits.wouldBe(doors)}</strong> {withoutWorker > 0 ? M.visits.without(withoutWorker) : ''}
      </p>
      <ul>
        {strata.map((one) => (
          <li key={one.gridId}>{M.visits.stratum(one.gridName, one.doors, one.of)}</li>
        ))}
      </ul>
    </div>
  )
}

function doorsOf({ kind, gridIds, size, months, seed }: Values): DoorsFrom | undefined {
  if (gridIds.length === 0) return undefined
  if (kind === 'census') return { kind, gridIds }
  if (kind === 'stale') return months ? { kind, gridIds, months } : undefined
  const words = seed.trim()
  return size
    ? { kind, strata: gridIds.map((gridId) => ({ gridId, size })), ...(words ? { seed: words } : {}) }
    : undefined
}
