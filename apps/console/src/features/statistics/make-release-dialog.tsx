import { PERIOD_KINDS, type PeriodKind } from '@yimi/contract/statistic.ts'
import { Field, SelectField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { today } from '../../components/shanghai-time.ts'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { OneChoice } from '../orders/one-choice.tsx'
import { useReleaseActs, useSeries } from './releases-api.ts'

const W = M.releases

/** Which series, which past period, which tables; nothing is published yet. */
export function MakeReleaseDialog({ onClose }: { onClose: () => void }) {
  const acts = useReleaseActs()
  const first = useMyOrganisations()[0]?.id ?? null
  const series = useSeries().data?.items ?? []
  const initial = {
    orgId: null as string | null,
    series: null as string | null,
    kind: 'month' as PeriodKind,
    from: monthBefore(today()),
    tables: null as string[] | null,
  }
  const chosen = (name: string | null) => series.find((one) => one.name === (name ?? series[0]?.name))
  return (
    <FormDialog
      title={W.make}
      submitWords={W.make}
      initial={initial}
      ready={(values) => chosen(values.series) !== undefined && values.tables?.length !== 0}
      onSubmit={({ orgId, kind, from, ...values }, key) => {
        const one = chosen(values.series)
        const tables = values.tables ?? one?.tables.map((table) => table.name) ?? []
        return acts.make(
          { orgId: orgId ?? first ?? '', series: one?.name ?? '', kind, from: `${from}-01`, tables },
          key,
        )
      }}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <OrganisationPick value={values.orgId ?? first} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          <SelectField
            name="series"
            label={W.series}
            value={chosen(values.series)?.name ?? ''}
            choices={series.map((one) => ({ value: one.name, label: one.label }))}
            onChange={(name) => change({ series: name, tables: null })}
          />
          <OneChoice
            label={W.kind}
            choices={PERIOD_KINDS.map((value) => ({ value, label: W.kinds[value] }))}
            value={values.kind}
            onChoose={(kind) => change({ kind })}
          />
          <Field label={W.from} hint={W.fromHint} {...fault('from')}>
            {(control) => (
              <input
                {...control}
                className="y-input"
                type="month"
                value={values.from}
                onChange={(event) => event.target.value && change({ from: event.target.value })}
              />
            )}
          </Field>
          <TableChoice
            tables={chosen(values.series)?.tables ?? []}
            chosen={values.tables}
            onChoose={(tables) => change({ tables })}
          />
        </>
      )}
    </FormDialog>
  )
}

/** Null: all of them. */
function TableChoice(props: {
  tables: readonly { name: string; title: string }[]
  chosen: readonly string[] | null
  onChoose: (tables: string[]) => void
}) {
  const chosen = props.chosen ?? props.tables.map((one) => one.name)
  return (
    <fieldset className="one-choice">
      <legend>{W.tables}</legend>
      {props.tables.map(({ name, title }) => (
        <CheckField
          key={name}
          label={title}
          checked={chosen.includes(name)}
          onCheck={(on) => props.onChoose(on ? [...chosen, name] : chosen.filter((one) => one !== name))}
        />
      ))}
    </fieldset>
  )
}

function monthBefore(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7)
}
