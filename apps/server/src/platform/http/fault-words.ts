import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue

/** What is wrong with a field, in words for whoever filled it in. A message that a schema brings itself goes first. */
export function faultWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? '请填写此项' : '填写的内容格式不对'
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum))
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum))
    case 'invalid_format':
      if (issue.format === 'date') return '请填写日期，例如 2026-11-23'
      if (issue.format === 'datetime') return '请填写日期和时间'
      return '格式不对，请检查'
    case 'invalid_value':
      return '请从列表中选择'
    default:
      return '填写的内容有误'
  }
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string') return least <= 1 ? '请填写此项' : `至少 ${least} 个字符`
  return origin === 'array' ? `至少选 ${least} 项` : `不能小于 ${least}`
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `最多 ${most} 个字符`
  return origin === 'array' ? `最多 ${most} 项` : `不能大于 ${most}`
}
