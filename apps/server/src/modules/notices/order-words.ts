export type Said = { title: string; body: string }
export type Words = Readonly<Record<string, string>>

/** What is said of orders and visits: by number and item, never what somebody said or where he lives. */
export const ORDER_WORDS = {
  'order-came': (w) => ({ title: '有新的点单', body: `${w.number} 由您负责，请在 ${w.dueAt} 前审单并回电。` }),
  'order-batch-came': (w) => ({
    title: `有 ${w.count} 张点单由您安排`,
    body: `${w.service}，共 ${w.count} 张，已在点单列表里选好。`,
  }),
  'urgent-order-came': (w) => ({
    title: '急单，请马上看',
    body: `${w.number} 由您负责，请在 ${w.dueAt} 前看过并回电。下班和节假日也一样。`,
  }),
  'order-received': (w) => ({
    title: '已收到您的点单',
    body: `${w.service}，单号 ${w.number}。工作人员会尽快和您联系，也可以凭单号来电查询。`,
  }),
  'order-question': (w) => ({
    title: '您的点单有一个问题',
    body: `${w.number}：还有一点需要和您核实，请来电，或在网页「我的求助」里答复。`,
  }),
  'order-answered': (w) => ({ title: '居民已答复', body: `${w.number} 的问题有了答复，请继续办理。` }),
  'order-unanswered': (w) => ({
    title: '您的点单先办结了',
    body: `${w.number} 多次没有联系上您，先办结。三十天内来电就能继续办，不用重新点。`,
  }),
  'order-refusal-proposed': (w) => ({
    title: '有一单需要您一起决定',
    body: `${w.number} 有同事认为办不了，请您核实后决定。`,
  }),
  'order-refused': (w) => ({
    title: '您的点单有答复',
    body: `${w.number} 这次没能办成，原因请来电或在「我的求助」里查看。不同意的话，十五天内说一声，会换一位同事再办。`,
  }),
  'order-objected': (w) => ({
    title: '居民不同意答复，请您再办',
    body: `${w.number} 转由您重新办理，期限 ${w.dueAt}。`,
  }),
  'order-merged': (w) => ({ title: '您的点单已合并', body: `${w.number} 和另一单是同一件事，合在一起办，不会漏下。` }),
  'order-referred': (w) => ({
    title: '您的点单已转办',
    body: `${w.number} 已请有关单位办理。对方接收之前仍由我们负责，有疑问请来电。`,
  }),
  'order-bounced': (w) => ({ title: '转办被退回', body: `${w.number} 对方没有接收，现由您负责，请继续办理。` }),
  'order-referred-done': (w) => ({
    title: '转办单位已接收',
    body: `${w.number} 已由有关单位接手，后续由他们和您联系。`,
  }),
  'order-to-dispatch': (w) => ({
    title: '有一单等人上门',
    body: `${w.number}（${w.service}）还缺人手，请派单或开放抢单。`,
  }),
  'order-accepted': (w) => ({
    title: '有人接单了',
    body: `${w.number}（${w.service}）已有志愿者接单，会先和您约时间。上门时请看证件卡；我们不会向您要验证码。`,
  }),
  'order-delivered': (w) => ({
    title: '请您看看办好了没有',
    body: `${w.number}（${w.service}）已登记完成。没有办好，或没人来过，请告诉我们。`,
  }),
  'order-disputed': (w) => ({ title: '居民说没有办好，请您核实', body: `${w.number} 请在 ${w.dueAt} 前核实并答复。` }),
  'order-resolved': (w) => ({
    title: '您反映的事情已核实',
    body: `${w.number} 已核实，结果请来电或在「我的求助」里查看。`,
  }),
  'order-reopened': (w) => ({ title: '有一单重新办理', body: `${w.number}（${w.service}）居民请求再办一次，请留意。` }),
  'order-cancelled': (w) => ({ title: '点单已取消', body: `${w.number}（${w.service}）已取消，不会再有人上门。` }),
  'order-suspended': (w) => ({
    title: '有一单暂停了',
    body: `${w.number}（${w.service}）暂停办理，请先不要上门，等站里通知。`,
  }),
  'order-overdue': (w) => ({
    title: '有一单超时，转由您负责',
    body: `${w.number} 超过时限没有办理，现由您负责，请尽快办理。`,
  }),
  'order-assigned': (w) => ({ title: '有一单交给您', body: `${w.number} 现由您负责，期限 ${w.dueAt}。` }),
  'visits-failed': (w) => ({
    title: '几次上门都没见到人，请去看看',
    body: `${w.number} 已经三次没有办成，请上门看看是否一切平安。`,
  }),
  'place-offered': (w) => ({
    title: '有一件事想请您帮忙',
    body: `${w.service}，${w.window} 前完成即可。能不能来都请方便时说一声，不来也没关系。`,
  }),
  'place-accepted': (w) => ({ title: '有人接单', body: `${w.number}（${w.service}）有人接单，请看是否约好时间。` }),
  'place-open-again': (w) => ({ title: '这一单还缺人', body: `${w.number}（${w.service}）还没有人接，请再问问别人。` }),
  'place-handed-back': (w) => ({
    title: '志愿者来不了，请另作安排',
    body: `${w.number}（${w.service}）名额空出，请改派。`,
  }),
  'visit-moved': (w) => ({
    title: '上门的人要换一位',
    body: `${w.number}（${w.service}）原来约好的志愿者来不了，站里正在另找人，时间会再和居民约。`,
  }),
  'place-taken-off': (w) => ({
    title: '这次不用您上门了',
    body: `${w.number}（${w.service}）另有安排，不用再去，谢谢您。`,
  }),
  'visit-planned': (w) => ({ title: '上门时间约好了', body: `${w.service}，${w.slot}。有变动请打站里电话。` }),
  'visit-tomorrow': (w) => ({ title: '明天有上门服务', body: `${w.service}，${w.slot}。` }),
  'visit-soon': (w) => ({ title: '两小时后上门', body: `${w.service}，${w.slot}。请带好证件卡。` }),
  'visit-unconfirmed': (w) => ({
    title: '还没有确认能来',
    body: `${w.number} 约在 ${w.slot}，志愿者还没有确认，请打个电话。`,
  }),
  'visit-late': (w) => ({
    title: '到点还没有开始',
    body: `${w.number} 约在 ${w.slot}，还没有签到，请联系志愿者和居民。`,
  }),
  'visit-silent': (w) => ({
    title: '志愿者还没有报平安',
    body: `${w.number} 是一个人上门，服务时间已过，还没有说已安全离开。请马上打电话问一问。`,
  }),
  'visit-failed': (w) => ({ title: '上门没有办成', body: `${w.number}（${w.service}）这次没有办成，请安排下一步。` }),
} as const satisfies Record<string, (words: Words) => Said>
