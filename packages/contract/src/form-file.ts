import { FORM_CHARACTERS_MAX, Form } from './questionnaire-form.ts'

/** Faults of a file that is to become a form, each naming what is not supported and where. */
export type FormFile = { form: Form } | { faults: string[] }
const FAULTS_SHOWN = 20

/** A SurveyJS file as it is exchanged: refused by name where it holds what is not supported, never half understood. */
export function readFormFile(text: string): FormFile {
  if (text.length > FORM_CHARACTERS_MAX * 2) return { faults: ['文件太大，不像一份问卷。'] }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return { faults: ['文件不是 JSON 格式，请选择从本系统或 SurveyJS 导出的问卷文件。'] }
  }
  const read = Form.safeParse(content)
  if (read.success) return { form: read.data }
  return { faults: read.error.issues.slice(0, FAULTS_SHOWN).map((issue) => faultWords(issue, content)) }
}

function faultWords(issue: { code: string; path: PropertyKey[]; keys?: string[] }, content: unknown): string {
  const where = placeWords(issue.path)
  if (issue.code === 'unrecognized_keys') return `${where}：不支持「${(issue.keys ?? []).join('、')}」。`
  const value = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    content,
  )
  const last = issue.path.at(-1)
  if (last === 'type') return `${where}：不支持「${String(value).slice(0, 40)}」这种题。`
  if (value === undefined) return `${where}：缺少内容。`
  return `${where}：不支持这样的内容「${JSON.stringify(value)?.slice(0, 40)}」。`
}

/** «pages 1 › elements 2 › choices 3». */
function placeWords(path: PropertyKey[]): string {
  const words = path.map((part) => (typeof part === 'number' ? String(part + 1) : String(part))).join(' › ')
  return words === '' ? '整份文件' : words
}

/** The same form as text, to keep and to give away. */
export function writeFormFile(form: Form): string {
  return `${JSON.stringify(form, null, 2)}\n`
}
