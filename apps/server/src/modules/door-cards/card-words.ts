import { randomInt } from 'node:crypto'

/** Words that everybody knows, that sound unlike one another and mean nothing bad. Two of them and a number make a card's word. */
const WORDS = (
  '青松 石桥 春雨 海棠 白云 明月 清泉 红叶 竹林 荷花 金桂 银杏 梧桐 杨柳 燕子 喜鹊 蝴蝶 蜻蜓 鲤鱼 白鹤 麦田 稻谷 棉花 芝麻 核桃 红枣 板栗 苹果 石榴 葡萄 ' +
  '柿子 樱桃 蜜橘 香梨 豆浆 馒头 饺子 汤圆 粽子 月饼 茶壶 竹篮 草帽 雨伞 灯笼 风筝 毛笔 砚台 算盘 铜锣 琵琶 二胡 口琴 手鼓 书桌 木椅 窗花 门帘 棉被 围巾 ' +
  '布鞋 手套 扁担 水车 石磨 渔船 风帆 灯塔 码头 渡口 长亭 古塔 钟楼 城墙 牌坊 庭院 菜园 果园 花坛 水井 池塘 溪流 瀑布 山谷 草原 沙滩 湖泊 岛屿 彩虹 朝霞 ' +
  '晚风 星光 雪花 露珠 秋霜 惊雷 晴空 东风 南山 北斗 西湖 长江 黄河 泰山 昆仑 天池 骏马 黄牛 白羊 大象 熊猫 松鼠 刺猬 海豚 企鹅 孔雀 鸽子 画眉 百灵 布谷 ' +
  '萤火 蚂蚁 蜜蜂 青蛙 乌龟 珊瑚 贝壳 珍珠 玉石 陶罐 瓷碗 铜镜 木梳 剪刀 针线 邮票 信封 地图 罗盘 火车 汽笛 轮船 飞机 电灯 相机 钢琴 足球 象棋 围棋 陀螺'
).split(' ')

/** `青松 石桥 47`: about two million, found by nobody who guesses at the pace that is allowed. */
export function newCardWord(): string {
  const first = WORDS[randomInt(WORDS.length)] ?? ''
  const others = WORDS.filter((word) => word !== first)
  return `${first} ${others[randomInt(others.length)] ?? ''} ${randomInt(10, 100)}`
}

/** `4821-3709`: says nothing about the person, and no number leads to the next one. */
export function newCardNumber(): string {
  return String(randomInt(100_000_000))
    .padStart(8, '0')
    .replace(/^(\d{4})/, '$1-')
}

/** However it was typed or said: without blanks and strokes, full-width digits as usual ones. */
export function comparableWord(said: string): string {
  return said.normalize('NFKC').replace(/[\s\p{P}\p{S}]/gu, '')
}

/** The same as a card's number, or undefined. */
export function asNumber(said: string): string | undefined {
  const digits = comparableWord(said)
  return /^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4)}` : undefined
}

/** Binds a sealed word to its card. */
export function wordContext(id: string): string {
  return `door-card ${id} word`
}
