import type { RulesContent } from '@yimi/contract/work-rules.ts'

type Item = RulesContent['gates']['topic']['checklist'][number]

/** One item a line. An item whose words stay keeps its id, so that ticks made under it still mean the same. */
export function checklistOf(text: string, before: readonly Item[]): Item[] {
  const labels = [...new Set(text.split('\n').map((line) => line.trim().slice(0, 80)))].filter(Boolean).slice(0, 20)
  const kept = labels.map((label) => before.find((item) => item.label === label))
  const taken = new Set(before.map((item) => item.id))
  return labels.map((label, index) => kept[index] ?? { id: freeId(taken), label })
}

function freeId(taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const id = `item-${number}`
    if (taken.has(id)) continue
    taken.add(id)
    return id
  }
}
