import { describe, expect, it } from 'vitest'
import { readMemberLines } from './member-lines.ts'

describe('readMemberLines', () => {
  it('reads names with and without a telephone, however they are parted', () => {
    const text = '林小禾 13800000001\n\n周明远\r\n何春梅，138-0000-0003\n陈 立群\t１３８００００００４４\n'
    expect(readMemberLines(text)).toEqual({
      members: [
        { name: '林小禾', contact: '13800000001' },
        { name: '周明远', contact: '' },
        { name: '何春梅', contact: '13800000003' },
        { name: '陈 立群', contact: '13800000044' },
      ],
    })
  })

  it.each(['林小禾 13800000001\n13800000002', '甲\n乙 科长 13800000002 三楼', '甲\n乙 123'])(
    'names the line it cannot read: %j',
    (text) => expect(readMemberLines(text)).toEqual({ badLine: 2 }),
  )
})
