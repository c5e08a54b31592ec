import type { Form, Question, QuestionKind, Section, SimpleQuestion } from '@yimi/contract/questionnaire-form.ts'

/** Changes of a form as it is built; each answers a new form. Questions are named by their code, wherever they stand. */
export function addQuestion(form: Form, kind: QuestionKind, to: { section: number } | { group: string }): Form {
  const question = newQuestion(form, kind)
  if ('section' in to)
    return withSections(form, (page, place) =>
      place === to.section ? { ...page, elements: [...page.elements, question] } : page,
    )
  return changeQuestion(form, to.group, (group) =>
    group.type === 'paneldynamic' && question.type !== 'paneldynamic'
      ? { ...group, templateElements: [...group.templateElements, question] }
      : group,
  )
}

export function changeQuestion(form: Form, name: string, change: (question: Question) => Question): Form {
  return withSections(form, (page) => ({
    ...page,
    elements: page.elements.map((question) => {
      if (question.name === name) return change(question)
      if (question.type !== 'paneldynamic') return question
      return {
        ...question,
        templateElements: question.templateElements.map((one) => (one.name === name ? simple(change(one), one) : one)),
      }
    }),
  }))
}

export function removeQuestion(form: Form, name: string): Form {
  return withSections(form, (page) => ({
    ...page,
    elements: page.elements
      .filter((question) => question.name !== name)
      .map((question) =>
        question.type === 'paneldynamic'
          ? { ...question, templateElements: question.templateElements.filter((one) => one.name !== name) }
          : question,
      ),
  }))
}

/** One place up or down; at the end of its section into the next one. */
export function moveQuestion(form: Form, name: string, by: 1 | -1): Form {
  const at = form.pages.findIndex((page) => page.elements.some((question) => question.name === name))
  if (at < 0)
    return withSections(form, (page) => ({
      ...page,
      elements: page.elements.map((question) =>
        question.type === 'paneldynamic'
          ? { ...question, templateElements: moved(question.templateElements, name, by) }
          : question,
      ),
    }))
  const page = form.pages[at]
  const place = page?.elements.findIndex((question) => question.name === name) ?? -1
  const question = page?.elements[place]
  if (!page || !question) return form
  const stays = place + by >= 0 && place + by < page.elements.length
  if (stays)
    return withSections(form, (one, index) =>
      index === at ? { ...one, elements: moved(one.elements, name, by) } : one,
    )
  if (!form.pages[at + by]) return form
  return withSections(form, (one, index) => {
    if (index === at) return { ...one, elements: one.elements.filter((other) => other.name !== name) }
    if (index !== at + by) return one
    return { ...one, elements: by > 0 ? [question, ...one.elements] : [...one.elements, question] }
  })
}

export function addSection(form: Form): Form {
  const name = freeName('s', new Set(form.pages.map((page) => page.name)))
  return { ...form, pages: [...form.pages, { name, title: '', description: '', visibleIf: '', elements: [] }] }
}

export function changeSection(form: Form, at: number, part: Partial<Section>): Form {
  return withSections(form, (page, place) => (place === at ? { ...page, ...part } : page))
}

export function removeSection(form: Form, at: number): Form {
  return { ...form, pages: form.pages.filter((_page, place) => place !== at) }
}

/** What a condition of this question may be about: earlier ones of the form, and of its own group before it. */
export type Earlier = { question: SimpleQuestion; inGroup: boolean }
export function earlierThan(form: Form, name: string): Earlier[] {
  const earlier: Earlier[] = []
  for (const question of form.pages.flatMap((page) => page.elements)) {
    if (question.name === name) return earlier
    if (question.type !== 'paneldynamic') {
      earlier.push({ question, inGroup: false })
      continue
    }
    const at = question.templateElements.findIndex((one) => one.name === name)
    const before = question.templateElements.slice(0, Math.max(0, at))
    if (at >= 0) return [...earlier, ...before.map((one) => ({ question: one, inGroup: true }))]
  }
  return earlier
}

export function freeName(prefix: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) if (!taken.has(`${prefix}${number}`)) return `${prefix}${number}`
}

function newQuestion(form: Form, kind: QuestionKind): Question {
  const taken = new Set(
    form.pages
      .flatMap((page) => page.elements)
      .flatMap((one) => (one.type === 'paneldynamic' ? [one, ...one.templateElements] : [one]))
      .map((one) => one.name),
  )
  const common = { name: freeName('q', taken), title: '', description: '', isRequired: false, visibleIf: '' }
  const choices = {
    choices: [
      { value: 'c1', text: '' },
      { value: 'c2', text: '' },
    ],
    showOtherItem: false,
    otherText: '其他',
    showNoneItem: false,
    noneText: '以上都没有',
  }
  switch (kind) {
    case 'radiogroup':
      return { type: 'radiogroup', ...common, ...choices }
    case 'checkbox':
      return { type: 'checkbox', ...common, ...choices, validators: [] }
    case 'boolean':
      return { type: 'boolean', ...common, labelTrue: '是', labelFalse: '否' }
    case 'rating':
      return { type: 'rating', ...common, rateMin: 1, rateMax: 5, minRateDescription: '', maxRateDescription: '' }
    case 'comment':
      return { type: 'comment', ...common, validators: [] }
    case 'paneldynamic':
      return {
        type: 'paneldynamic',
        ...common,
        templateElements: [],
        templateTitle: '',
        minPanelCount: 0,
        maxPanelCount: 10,
      }
    default:
      return { type: 'text', ...common, inputType: kind, validators: [] }
  }
}

function withSections(form: Form, change: (page: Section, place: number) => Section): Form {
  return { ...form, pages: form.pages.map(change) }
}

function moved<One extends { name: string }>(list: readonly One[], name: string, by: 1 | -1): One[] {
  const at = list.findIndex((one) => one.name === name)
  const [here, there] = [list[at], list[at + by]]
  if (!here || !there) return [...list]
  return list.map((one, place) => (place === at ? there : place === at + by ? here : one))
}

function simple(changed: Question, before: SimpleQuestion): SimpleQuestion {
  return changed.type === 'paneldynamic' ? before : changed
}
