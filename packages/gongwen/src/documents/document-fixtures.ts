/** One document of each kind, with what is hard to set: rare names, names of the west and the north-west, marks that could be markup. */
import type { PrintDocument } from './print-document.ts'

/** In none of the 6,763 common ones. */
export const RARE_NAME = '林珺喆'
export const MARKUP_NAME = '#eval("1")*_$x$<a>@b\\n'

const unit = '青禾街道新时代文明实践所'
const telephone = '010-5555 0123'

export const DOCUMENTS: readonly PrintDocument[] = [
  {
    kind: 'attendance-sheets',
    sheets: [
      {
        title: '清洁日 · 梧桐里',
        unit,
        time: '11月28日周六 09:00 至 11:00',
        place: '梧桐里小广场',
        leader: '周堃',
        lines: [RARE_NAME, '何晓梅'].map((name, place) => ({ number: `V0000${place}`, name })),
        emptyLines: 6,
        note: '只由到场的人签名；本表用完请交回实践站。',
      },
    ],
  },
  {
    kind: 'birthday-cards',
    cards: [RARE_NAME, '周堃', '阿依古丽·买买提', 'Maria Svensson', MARKUP_NAME].map((name, place) => ({
      name,
      title: place < 2 ? '奶奶' : '',
      wishes: ['今天是您的好日子，街坊们都惦记着您。', '祝您身体硬朗，胃口好，睡得香，岁岁平安。'],
      unit,
      telephone: `有事请打 ${telephone}`,
    })),
  },
  {
    kind: 'entrance-plates',
    plates: [
      ['3号楼', '2单元'],
      ['堃园12号院', '5号楼', '10单元'],
    ].map((entrance) => ({
      entrance,
      words: ['志愿者上门前扫一扫，', '说明已经到了这里。', '居民不用扫，也不用报任何数字。'],
      qr: '01937f6a-7c1e-7000-8000-3f2a6b1c9d10',
      unit,
    })),
  },
  {
    kind: 'hour-certificates',
    certificates: [
      {
        number: '7K3M-Q8WX-2PRT',
        name: RARE_NAME,
        volunteerNumber: 'V00012345',
        unit,
        from: '2026年1月1日',
        until: '2026年11月28日',
        hours: '36 小时 30 分钟',
        lines: [
          { content: '生日送面条', times: '12 次', hours: '24 小时' },
          { content: '清洁日活动', times: '5 次', hours: '12 小时 30 分钟' },
        ],
        handler: '周堃',
        issuedOn: '2026年11月28日',
        qr: 'https://yimi.example/#/certificate/7K3M-Q8WX-2PRT',
        checkAt: 'https://yimi.example/#/certificate',
      },
    ],
  },
  ...[['送到', '不在家', '不要', '搬走', '去世'], []].map(
    (marks): PrintDocument => ({
      kind: 'round-sheets',
      sheets: [
        {
          number: '4070318',
          title: '生日送面条',
          round: '十一月第二批',
          unit,
          area: '2 号楼 1、2、3 单元',
          days: '11月28日至11月30日',
          walkers: ['周堃', '何晓梅'],
          instructions: '面条两斤一份。先敲门，说明来意；不在家不留字条，改天再来。',
          marks,
          doors: Array.from({ length: 38 }, (_, place) => ({
            position: place + 1,
            door: `2 号楼 ${1 + Math.floor(place / 13)} 单元 ${101 + (place % 13) * 50}`,
            whom: place === 4 ? '珺女士' : '王女士',
            gone: place === 7,
          })),
        },
      ],
    }),
  ),
  {
    kind: 'questionnaire',
    title: '家门口的需要 · 入户问卷',
    unit,
    lead: ['这份问卷想知道您家需要些什么。答不答由您，随时可以停；只有站里办事的人看，不评比，不公开。'],
    code: 'WJ-2026-03 第 2 版',
    closing: ['谢谢您。有急事请直接打 010-5555 0123。'],
    copies: [
      { number: '0001', door: '3 号楼 2 单元 401', qr: 'https://yimi.example/#/form/0001' },
      { number: '0002', door: '', qr: '' },
    ],
    sections: [
      {
        title: '一、家里的人',
        lead: '',
        questions: [
          { code: 'A1', words: '家里常住几个人？', hint: '', answer: { type: 'number', digits: 2, unit: '人' } },
          {
            code: 'A2',
            words: '家里有没有 60 岁以上的老人？',
            hint: '',
            answer: {
              type: 'choice',
              atMost: 1,
              options: [
                { code: '1', words: '有' },
                { code: '2', words: '没有', goTo: '请跳到 B1' },
              ],
            },
          },
          {
            code: 'A3',
            words: '请说说每一位老人',
            hint: '一人一行，不写名字',
            answer: {
              type: 'table',
              rows: 3,
              columns: [
                { code: 'A3a', words: '年龄' },
                {
                  code: 'A3b',
                  words: '自己出门',
                  options: [
                    { code: '1', words: '能' },
                    { code: '2', words: '要人陪' },
                    { code: '3', words: '不能' },
                  ],
                },
                { code: 'A3c', words: '需要的照料' },
              ],
            },
          },
        ],
      },
      {
        title: '二、需要什么',
        lead: '下面几题都可以空着。',
        questions: [
          {
            code: 'B1',
            words: '您最想要哪些服务？',
            hint: '',
            answer: {
              type: 'choice',
              atMost: 3,
              options: ['理发', '磨刀', '陪诊', '量血压', '代买菜', '修水电', '学手机', '下棋聊天'].map(
                (words, place) => ({
                  code: String(place + 1),
                  words,
                }),
              ),
            },
          },
          {
            code: 'B2',
            words: '还有什么不方便？',
            hint: '',
            answer: {
              type: 'choice',
              options: [
                { code: '1', words: '楼道灯不亮、扶手松动这类楼里的事' },
                { code: '9', words: '别的', writeIn: true },
              ],
            },
          },
          {
            code: 'B3',
            words: '对站里的服务，您觉得怎么样？',
            hint: '',
            answer: { type: 'scale', from: 1, to: 5, first: '不好', last: '很好' },
          },
          { code: 'B4', words: '最近一次来人走访是哪天？', hint: '', answer: { type: 'day' } },
          { code: 'B5', words: '想对我们说的话', hint: '', answer: { type: 'words', lines: 3 } },
        ],
      },
    ],
  },
  {
    kind: 'receipts',
    receipts: [
      {
        title: '代办收据',
        number: 'R-20261128-0007',
        unit,
        to: `${RARE_NAME} 女士`,
        day: '2026年11月28日',
        lines: [
          { what: '收到您托付的现金', amount: '¥ 200.00' },
          { what: '交电费', amount: '¥ 126.40' },
          { what: '找还给您', amount: '¥ 73.60' },
        ],
        total: '',
        notes: ['钱数不对请当场说，事后请打下面的电话。'],
        telephone,
        signatures: ['经办人', '您或代签人', '见证人'],
      },
    ],
  },
  {
    kind: 'posters',
    posters: [
      {
        title: '有事请点单',
        lead: ['理发、磨刀、陪诊、代买、修水电', '志愿者上门，不收一分钱'],
        qr: 'https://yimi.example/#/ask',
        qrWords: '手机扫一扫，三步点单',
        address: 'https://yimi.example/#/ask',
        otherWay: `不会扫码？请打 ${telephone}`,
        unit,
      },
    ],
  },
  {
    kind: 'resident-cards',
    cards: Array.from({ length: 11 }, (_, place) => ({
      title: '点单卡',
      number: `J000000${String(place).padStart(2, '0')}`,
      qr: `https://yimi.example/#/card/dGhlLXNlY3JldC1vbi10aGUtY2FyZC0wMDAwMDA${place}`,
      notes: ['手机扫一扫就能点单，', '不用记密码。', '丢了请告诉站里。'],
      unit,
      telephone,
    })),
  },
  {
    kind: 'slips',
    slips: [
      {
        title: '上门时间',
        to: '王女士',
        lines: [
          '您约的理发：11月30日（星期一）上午 9 点到 10 点，志愿者上门。',
          '来人会先出示工作证。拿不准请打电话问。',
        ],
        qr: 'https://yimi.example/#/door',
        qrWords: '谁在敲门',
        unit,
        telephone,
        day: '2026年11月28日',
      },
      {
        title: '上门时间改了',
        to: '珺女士',
        lines: ['您约的磨刀改到 12月2日上午。'],
        qr: '',
        qrWords: '',
        unit,
        telephone: '',
        day: '2026年11月28日',
      },
    ],
  },
]
