/** Whatever is printed. */
export const printMessages = {
  making: '正在排版……',
  ready: (fileName: string) => `排好了：${fileName}`,
  open: '打开并打印',
  download: '下载文件',
  posters: '海报',
  postersLead: '印出来贴在楼门和站里，扫码直达。码只通到人人都能打开的页面。',
  poster: { ask: '有事请点单', volunteer: '来做志愿者', who: '谁在敲门', live: '红色直播间' },
  plates: '打印这一页的楼门牌',
  platesLead: '志愿者上门前扫楼门牌，说明到了这里；居民不用扫，也不用报数字。',
  sheetsTicked: (count: number) => `打印 ${count} 张走单纸`,
  sheetsSigned: (count: number) => `打印 ${count} 张签收单`,
  cards: '打印生日贺卡',
  cardsLead: '一张纸四张，裁开用。卡上有姓名和祝福的话，没有生日和年龄。',
  wishes: '祝福的话（一行一句，最多四句）',
  usualWishes: '今天是您的好日子，街坊们都惦记着您。\n祝您身体硬朗，胃口好，睡得香，岁岁平安。',
  certificates: '打印在用的证明',
} as const
