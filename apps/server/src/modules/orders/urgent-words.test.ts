import { setUrgentWords } from '@yimi/contract/order-desk.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestOrders, type TestOrders } from './orders-fixtures.ts'
import { SHIPPED_WORDS, soundsUrgent } from './urgent-words.ts'
import { ordinarySentences } from './urgent-words-fixtures.ts'

describe('what sounds urgent', () => {
  test.each([
    '老伴晕倒了，叫不醒',
    '我 胸 口 疼 得厉害',
    '厨房着火了快来人',
    '屋里有煤气味，不敢开灯',
    '外面有人砸门，我害怕',
    '奶奶摔倒了，爬不起来',
    '她说不想活了',
    '电梯坏了，我们困在电梯里',
    '孩子噎住了',
  ])('%s', (said) => expect(soundsUrgent(said, SHIPPED_WORDS)).toBe(true))

  test('not one of two hundred ordinary sentences', () => {
    const sentences = ordinarySentences()
    expect(new Set(sentences).size).toBe(200)
    expect(sentences.filter((said) => soundsUrgent(said, SHIPPED_WORDS))).toEqual([])
  })

  test('what is said not to be so is not; an empty list raises nothing; an empty word matches nothing', () => {
    expect(soundsUrgent('家里没有煤气味，请来看看灶台', SHIPPED_WORDS)).toBe(false)
    expect(soundsUrgent('想学预防煤气中毒', SHIPPED_WORDS)).toBe(false)
    expect(soundsUrgent('没有煤气味。晚上又闻到煤气味', SHIPPED_WORDS)).toBe(true)
    expect(soundsUrgent('晕倒了', [])).toBe(false)
    expect(soundsUrgent('晕倒了', ['', ' '])).toBe(false)
  })
})

describe('a list of one’s own', () => {
  let world: TestOrders
  beforeAll(async () => {
    world = await createTestOrders()
  })
  afterAll(() => world.close())

  test('the nearest unit’s counts: an empty one too; without any the one that ships', async () => {
    const { personId } = await world.resident()
    const { station, institute } = world.installation.orgs
    const urgent = async (words: string) => (await world.submit(personId, { words })).urgent
    expect(await urgent('老伴晕倒了')).toBe(true)
    await world.officer.get(setUrgentWords, { body: { orgId: institute, words: ['水漫金山'] } })
    expect([await urgent('水漫金山了'), await urgent('老伴晕倒了')]).toEqual([true, false])
    await world.head.get(setUrgentWords, { body: { orgId: station, words: [] } })
    expect(await urgent('水漫金山了')).toBe(false)
    await world.head.get(setUrgentWords, { body: { orgId: station, words: null } })
    expect(await urgent('水漫金山了')).toBe(true)
  })
})
