import type { Form, Question } from './questionnaire-form.ts'

/** What a new version would change, in sentences for whoever publishes it. Nothing published: all of it is new. */
export function formChanges(before: Form | undefined, after: Form): string[] {
  const now = questionsOf(after)
  if (!before) return [`第一次发布，共 ${now.size} 题。`]
  const then = questionsOf(before)
  const changes: string[] = []
  for (const [name, question] of now) {
    const old = then.get(name)
    if (!old) changes.push(`新增：${question.title}`)
    else if (JSON.stringify(bare(old)) !== JSON.stringify(bare(question)))
      changes.push(old.title === question.title ? `修改：${question.title}` : `修改：${old.title} → ${question.title}`)
  }
  for (const [name, question] of then) if (!now.has(name)) changes.push(`删去：${question.title}`)
  if (changes.length === 0 && [...now.keys()].join() !== [...then.keys()].join()) changes.push('只调整了题目的顺序。')
  if (changes.length === 0 && JSON.stringify(before) !== JSON.stringify(after))
    changes.push('只改了标题、说明或分部分。')
  return changes
}

function questionsOf(form: Form): Map<string, Question> {
  const questions = form.pages
    .flatMap((page) => page.elements)
    .flatMap((one): Question[] => (one.type === 'paneldynamic' ? [one, ...one.templateElements] : [one]))
  return new Map(questions.map((question) => [question.name, question]))
}

/** A group without what is compared for itself. */
function bare(question: Question): unknown {
  return question.type === 'paneldynamic'
    ? { ...question, templateElements: question.templateElements.length }
    : question
}
