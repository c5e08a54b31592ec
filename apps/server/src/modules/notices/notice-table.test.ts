import { expect, test } from 'vitest'
import { NOTICE_TABLE, TOLD_TOPICS } from './notice-table.ts'
import { allActs, allFlows, announcedActs } from './notices-fixtures.ts'

test('every move of every flow has its line: who hears of it, or nobody', async () => {
  const flows = await allFlows()
  expect(flows.length).toBeGreaterThanOrEqual(6)
  const topics = flows.flatMap((flow) => ['create', ...Object.keys(flow.moves)].map((move) => `${flow.kind}.${move}`))
  const missing = topics.filter((topic) => !NOTICE_TABLE[topic])
  expect(missing, 'moves without a line in notice-table.ts').toEqual([])
})

test('every act has its line, and no flow has a line for a move that it does not have', async () => {
  const acts = allActs()
  expect(acts.length).toBeGreaterThan(40)
  const missing = acts.filter((topic) => !NOTICE_TABLE[topic])
  expect(missing, 'acts without a line in notice-table.ts').toEqual([])
  const flows = await allFlows()
  const moves = flows.flatMap((flow) => ['create', ...Object.keys(flow.moves)].map((move) => `${flow.kind}.${move}`))
  const kinds = new Set(flows.map((flow) => flow.kind))
  const idle = Object.keys(NOTICE_TABLE).filter(
    (topic) => kinds.has(topic.slice(0, topic.lastIndexOf('.'))) && !moves.includes(topic) && !acts.includes(topic),
  )
  expect(idle, 'lines that no move uses').toEqual([])
})

test('an act of which somebody hears goes into the outbox', async () => {
  const flows = new Set((await allFlows()).map((flow) => flow.kind))
  const told = [...TOLD_TOPICS].filter((topic) => !flows.has(topic.slice(0, topic.lastIndexOf('.'))))
  expect(announcedActs().sort()).toEqual(told.sort())
})
