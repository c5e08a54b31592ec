import type { AnswerFault } from './form-values.ts'

/** What is wrong with a value and what to do, as the form says it on a page and the server when it comes in. */
export function faultWords({ reason, limit, text }: Omit<AnswerFault, 'path'>): string {
  switch (reason) {
    case 'required':
      return '这一题需要回答'
    case 'other-required':
      return '选了“其他”，请写几个字'
    case 'not-a-choice':
      return '请从选项里选'
    case 'none-alone':
      return '选了“以上都没有”，就不要再选别的'
    case 'too-few':
      return `请至少选 ${limit} 项`
    case 'too-many':
      return `最多 ${limit} 项`
    case 'too-short':
      return `请至少写 ${limit} 个字`
    case 'too-long':
      return `请不要超过 ${limit} 个字`
    case 'too-small':
      return `不能小于 ${limit}`
    case 'too-large':
      return `不能大于 ${limit}`
    case 'wrong-pattern':
      return text || '格式不对，请核对'
    case 'wrong-kind':
      return '请按题目要求填写'
    case 'unknown-question':
      return '问卷里没有这一题'
  }
}
