import { useParams } from '@tanstack/react-router'
import type { Values } from '@yimi/contract/form-answer.ts'
import { formFaults } from '@yimi/contract/form-faults.ts'
import type { QuestionnaireDetail } from '@yimi/contract/questionnaire.ts'
import type { Form, Section } from '@yimi/contract/questionnaire-form.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { addSection, changeSection, earlierThan, removeSection } from './builder-state.ts'
import { ConditionFields } from './condition-fields.tsx'
import { FormFill } from './form-fill.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { AddButtons, type Building, QuestionCard } from './question-card.tsx'
import { useQuestionnaire } from './questionnaires-api.ts'
import { SettingsFields } from './settings-fields.tsx'
import { type Draft, useDraft } from './use-draft.ts'

const T = M.questionnaires.builder

export function BuilderPage() {
  const { id } = useParams({ strict: false })
  const questionnaire = useQuestionnaire(id ?? '')
  return <QueryView query={questionnaire}>{(data) => <Builder key={data.id} questionnaire={data} />}</QueryView>
}

/** Questions on the left, the telephone on the right. */
function Builder({ questionnaire }: { questionnaire: QuestionnaireDetail }) {
  const draft = useDraft(questionnaire)
  const [open, setOpen] = useState('')
  const [publishing, setPublishing] = useState(false)
  const building: Building = {
    form: draft.form,
    open,
    onOpen: setOpen,
    onForm: (form) => draft.change({ form }),
  }
  const back = { href: `#/questionnaires/${questionnaire.id}`, words: M.questionnaires.toOne }
  const actions = (
    <>
      <SaveStatus draft={draft} />
      <Button kind="main" busy={draft.status !== 'saved'} onPress={() => setPublishing(true)}>
        {T.publish}
      </Button>
    </>
  )
  return (
    <Page title={T.title(draft.form.title)} lead={T.lead} back={back} actions={actions}>
      {draft.status === 'conflict' && <Notice kind="failed" title={T.conflict} spoken />}
      {draft.status === 'refused' && <Notice kind="failed" title={problemWords(draft.fault)} spoken />}
      <div className="builder">
        <div className="builder__form">
          <FormWords form={draft.form} onForm={building.onForm} />
          {draft.form.pages.map((page, place) => (
            <SectionCard key={page.name} page={page} place={place} building={building} />
          ))}
          <Button onPress={() => building.onForm(addSection(draft.form))}>{T.addSection}</Button>
          <section className="card">
            <h2>{T.settings}</h2>
            <SettingsFields
              settings={draft.settings}
              identityFixed={questionnaire.version > 0}
              onChange={(settings) => draft.change({ settings })}
            />
          </section>
        </div>
        <Preview form={draft.form} />
      </div>
      {publishing && <PublishDialog questionnaire={questionnaire} draft={draft} onClose={() => setPublishing(false)} />}
    </Page>
  )
}

function SaveStatus({ draft }: { draft: Draft }) {
  const words = {
    saved: T.saved,
    saving: T.saving,
    unsaved: T.unsaved,
    cut: T.cut,
    conflict: T.unsaved,
    refused: T.unsaved,
  }
  return <span role="status">{words[draft.status]}</span>
}

function FormWords({ form, onForm }: { form: Form; onForm: (form: Form) => void }) {
  return (
    <section className="card">
      <TextField
        name="formTitle"
        label={T.formTitle}
        value={form.title}
        maxLength={80}
        onChange={(title) => onForm({ ...form, title })}
      />
      <TextAreaField
        name="formAbout"
        label={T.formAbout}
        hint={T.formAboutHint}
        rows={3}
        value={form.description}
        maxLength={1000}
        onChange={(description) => onForm({ ...form, description })}
      />
    </section>
  )
}

function SectionCard(props: { page: Section; place: number; building: Building }) {
  const { page, place, building } = props
  const { form, onForm } = building
  const faults = formFaults(form)
  const before = form.pages.slice(0, place).reduce((sum, one) => sum + one.elements.length, 0)
  const [first] = page.elements
  return (
    <section className="builder__section" aria-label={T.section(place + 1)}>
      <div className="builder__head">
        <h2>{T.section(place + 1)}</h2>
        {form.pages.length > 1 && (
          <Button kind="quiet" onPress={() => onForm(removeSection(form, place))}>
            {T.removeSection}
          </Button>
        )}
      </div>
      <TextField
        name="sectionTitle"
        label={T.sectionTitle}
        value={page.title}
        maxLength={100}
        onChange={(title) => onForm(changeSection(form, place, { title }))}
      />
      {place > 0 && first && (
        <ConditionFields
          visibleIf={page.visibleIf}
          earlier={earlierThan(form, first.name)}
          onChange={(visibleIf) => onForm(changeSection(form, place, { visibleIf }))}
        />
      )}
      <ol className="builder__list">
        {page.elements.map((question, index) => (
          <QuestionCard
            key={question.name}
            question={question}
            code={String(before + index + 1)}
            building={building}
            faults={faults.filter((fault) => fault.name === question.name).map((fault) => fault.message)}
          />
        ))}
      </ol>
      <AddButtons words={T.addQuestion} building={building} to={{ section: place }} />
    </section>
  )
}

/** As wide as a telephone and drawn by the same parts; what is tried out here is sent nowhere. */
function Preview({ form }: { form: Form }) {
  const [values, setValues] = useState<Values>({})
  return (
    <aside className="builder__phone" aria-label={T.preview}>
      <h2>{T.preview}</h2>
      <p className="y-field__hint">{T.previewLead}</p>
      <div className="builder__screen">
        <p className="builder__title">{form.title}</p>
        {form.description && <p>{form.description}</p>}
        <FormFill form={form} values={values} faults={[]} onValues={setValues} />
      </div>
    </aside>
  )
}
