import { FIELD_LABELS, GATE_LABELS } from '@yimi/contract/labels.ts'
import { APPLICATION_FIELDS, GATES, type RulesContent } from '@yimi/contract/work-rules.ts'
import { Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'

/** Work rules to read: what is asked, what the gates check, who may judge, when each step is due. */
export function RulesView({ content }: { content: RulesContent }) {
  return (
    <>
      <h2>{M.workRules.judges}</h2>
      <p>{M.workRules.gatesPerJudgeIs(content.gatesPerJudge)}</p>
      <h2>{M.workRules.gates}</h2>
      <div className="gates">
        {GATES.map((gate) => (
          <section key={gate} className="card">
            <h3>{GATE_LABELS[gate].zh}</h3>
            <p className="second">{content.gates[gate].standard}</p>
            <ul>
              {content.gates[gate].checklist.map((item) => (
                <li key={item.id}>{item.label}</li>
              ))}
            </ul>
            {content.gates[gate].evidence === 'file' && <p>{M.workRules.evidence}</p>}
          </section>
        ))}
      </div>
      <h2>{M.workRules.fields}</h2>
      <Records
        caption={M.workRules.fields}
        rows={APPLICATION_FIELDS}
        rowKey={(field) => field}
        columns={[
          { key: 'field', title: M.workRules.field, head: true, cell: (field) => FIELD_LABELS[field].zh },
          {
            key: 'required',
            title: M.workRules.required,
            cell: (field) => (content.fields[field].required ? M.act.yes : M.act.no),
          },
          {
            key: 'gates',
            title: M.workRules.reopens,
            cell: (field) => content.fields[field].gates.map((gate) => GATE_LABELS[gate].zh).join('、'),
          },
        ]}
      />
      <h2>{M.workRules.steps}</h2>
      {content.steps.length === 0 && <p>{M.workRules.noSteps}</p>}
      <ol className="lines">
        {content.steps.map((step) => (
          <li key={step.id}>
            <span>{step.label}</span>
            <span className="second">{M.workRules.leadDaysIs(step.leadDays)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
