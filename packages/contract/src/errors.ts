import { z } from 'zod'

type ErrorEntry = { readonly status: number; readonly zh: string; readonly en: string }

function entry(status: number, zh: string, en: string): ErrorEntry {
  return { status, zh, en }
}

/**
 * The one catalogue of errors. `zh` is what a person reads: what happened, what was kept, what to do. Codes are stable.
 */
export const ERRORS = {
  'bad-request': entry(400, '填写的内容有误，请按提示修改后再提交。', 'The request is not valid.'),
  'not-signed-in': entry(401, '请先登录。', 'Sign in first.'),
  'wrong-credentials': entry(401, '用户名、密码或验证码不对，请核对后再试。', 'Wrong user name, password or code.'),
  'account-locked': entry(
    429,
    '连续输错多次，为保护您的账号已暂停登录，请五分钟后再试；忘记密码请联系本单位管理员。',
    'Too many wrong tries; the account is locked for five minutes.',
  ),
  'second-factor-required': entry(403, '此项操作需要动态验证码，请先完成验证。', 'A second factor is required.'),
  'no-right': entry(403, '您没有办理此事的权限，如需办理请联系本单位管理员。', 'You have no right to do this.'),
  'https-needed': entry(
    403,
    '为保护密码和个人信息，从其他设备使用需要加密地址（https）。请打开本系统首页，按页面提示改用加密地址。',
    'From another machine this needs HTTPS.',
  ),
  'whole-installation-only': entry(
    403,
    '这件事涉及整个系统，只能由最上一级单位的安全管理员办理。',
    'This touches the whole installation; only the topmost unit may do it.',
  ),
  'key-in-use': entry(
    409,
    '还有内容由这把密钥保护，系统正在更换。请过一会儿刷新，待更换数量为零后再停用。',
    'Values are still sealed under this key.',
  ),
  'foreign-origin': entry(
    403,
    '请求来自别的网站，已拒绝。请从本系统页面重新操作。',
    'The request came from another site.',
  ),
  'not-found': entry(404, '没有找到这条记录，可能已删除，或不在您的范围内。', 'Not found, or not in your area.'),
  'move-not-allowed': entry(
    409,
    '这条记录的状态已经变化，不能这样办理。请刷新后再看。',
    'The record is in a state that has no such move.',
  ),
  'changed-meanwhile': entry(
    409,
    '别人刚刚改过这条记录，您的内容仍在页面上。请刷新核对后再保存。',
    'Somebody changed this record meanwhile.',
  ),
  'time-taken': entry(409, '这个时间段已被占用，请换一个时间或场地。', 'This time is already taken.'),
  'name-taken': entry(409, '这个名称已被使用，请换一个。', 'This name is already used.'),
  'key-reused': entry(
    422,
    '同一个提交编号用在了不同的内容上，请重新提交。',
    'The idempotency key was used for another request.',
  ),
  'key-missing': entry(400, '缺少提交编号，请刷新页面后重试。', 'The Idempotency-Key header is missing.'),
  'application-incomplete': entry(
    422,
    '申请还有必填内容没有填写，已保存的内容不会丢失。',
    'Required fields of the application are missing.',
  ),
  'judge-concerned': entry(
    403,
    '申请人、主持人和嘉宾不能审核自己的直播，请由其他人审核。',
    'Whoever takes part may not judge.',
  ),
  'judge-limit': entry(
    403,
    '您审核的关口数已到工作制度的上限，请由其他人审核。',
    'You already judged as many gates as the work rules allow.',
  ),
  'checklist-incomplete': entry(422, '清单还有未核对的项目，核对完才能通过。', 'The checklist is not complete.'),
  'evidence-missing': entry(422, '此关需要上传凭证后才能通过。', 'The gate needs evidence.'),
  'guest-not-consented': entry(422, '还有嘉宾没有同意参加，嘉宾关暂不能通过。', 'A guest has not consented yet.'),
  'gate-not-open': entry(409, '此关现在不在审核中，请刷新后再看。', 'The gate is not open.'),
  'not-cleared': entry(409, '五道关口没有全部通过，不能开播。', 'The broadcast is not cleared for air.'),
  'no-channel': entry(422, '没有选择任何播出渠道。', 'No channel was chosen.'),
  'not-pushed': entry(
    422,
    '这个渠道不由本系统推流，不用填密钥。请在渠道任务里办理。',
    'The channel is not pushed to by this program.',
  ),
  'channel-key-missing': entry(
    422,
    '这个渠道还没有可用的推流密钥，请先填写密钥；已过期的请到平台重新获取。',
    'The channel has no usable key.',
  ),
  'channel-not-judged': entry(
    409,
    '这个渠道不在通过五道关口的申请里，播出中不能加入。请写进申请，审核后再播。',
    'The channel is not among those of the judged application.',
  ),
  'platforms-lack': entry(
    422,
    '有平台现在播不出去。请补齐、改为本场不用，或确认仍然开播。',
    'Some platforms cannot go out now; leave them out or name them.',
  ),
  'channel-busy': entry(
    409,
    '这个渠道正在直播，现在测试会打断它。请在直播结束后再试。',
    'The channel is on air; a test would disturb it.',
  ),
  'engine-away': entry(503, '直播引擎暂时联系不上，正在自动恢复。请稍候再试。', 'The live engine does not answer.'),
  'address-refused': entry(
    422,
    '推流地址不可用：只接受公网的 rtmp:// 或 rtmps:// 地址。',
    'The push address is refused.',
  ),
  'file-refused': entry(422, '这种文件不能上传，请换成说明里列出的格式。', 'The file is refused.'),
  'file-too-large': entry(413, '文件太大，请压缩后再传。', 'The file is too large.'),
  'spreadsheet-refused': entry(422, '这个表格读不了，请按提示处理后再导入。', 'The spreadsheet cannot be read.'),
  'import-column-missing': entry(422, '还没有指出必填的内容在哪一列，请先对好列。', 'A required field has no column.'),
  'import-not-checked': entry(409, '表格或列的对应改过，请先重新检查再导入。', 'Check the import first.'),
  'import-has-faults': entry(
    409,
    '还有标出的行没有改好。请改好，或选择“先导入没有问题的行”。',
    'Rows with faults are left.',
  ),
  'import-running': entry(409, '这份表格正在处理，请等它完成，或先停止。', 'The import is running.'),
  'import-over': entry(
    409,
    '这份表格已经导入，或暂存的内容已清除。如需再导入，请先撤回，或重新上传。',
    'The import is over.',
  ),
  'link-expired': entry(410, '这个链接已过期或已使用，请联系发出的人重新发送。', 'The link expired or was used.'),
  'weak-password': entry(422, '密码太简单，请用至少 12 个字符，不要用常见词。', 'The password is too weak.'),
  'last-admin': entry(409, '这是最后一位管理员，不能停用或收回角色。', 'The last admin cannot be removed.'),
  'roles-apart': entry(
    409,
    '系统管理员、安全管理员、审计管理员必须由不同的人担任。',
    'System, security and audit admin must be three people.',
  ),
  'not-a-volunteer': entry(
    409,
    '您还没有登记为志愿者，或已暂停服务。请先到所在实践站登记。',
    'The caller is no active volunteer.',
  ),
  'already-in-team': entry(409, '已经在这支队伍里，或正在等待批准。', 'Already in the team, or waiting for approval.'),
  'team-elsewhere': entry(
    422,
    '只能加入本站或上级单位的队伍，请换一支队伍。',
    'The team belongs to neither the unit of the volunteer nor one above it.',
  ),
  'team-closed': entry(409, '这支队伍已经撤销，请换一支队伍。', 'The team was given up.'),
  'already-volunteer': entry(409, '此人已登记为志愿者，不用重复登记。', 'The person is a volunteer already.'),
  'sign-up-closed': entry(409, '现在不接受报名了，可以看看别的活动，或致电实践站。', 'Sign-up is not open.'),
  'busy-then': entry(
    409,
    '这个时间已报名别的班次或活动，请先退出那一项，再来报名。',
    'The person is signed up for something else at that time.',
  ),
  'activity-not-begun': entry(409, '活动还没有开始，开始后才能登记到场。', 'The activity has not begun.'),
  'activity-not-over': entry(409, '活动还没有结束，结束后再办理。', 'The activity is not over.'),
  'activity-attended': entry(
    409,
    '已登记有人到场，不能取消。活动提前结束的，请等到结束时间后办结。',
    'Somebody was there; it cannot be cancelled.',
  ),
  'attendance-over': entry(
    409,
    '活动结束超过三天，不能再登记到场。请带凭证到「时长」里补记。',
    'Attendance is entered within three days; later hours need evidence.',
  ),
  'hours-impossible': entry(
    422,
    '这些时间对不上：还没有到，或者一天超过了二十四小时。请核对起止时间。',
    'The times lie in the future or make a day of more than 24 hours.',
  ),
  'nothing-to-certify': entry(
    422,
    '这段时间里没有已计入的服务时长，暂时不能开具证明。',
    'No hours are counted in this period.',
  ),
  'entry-reversed': entry(409, '这条时长已经更正过了，请刷新后再看。', 'The entry was taken back already.'),
  'already-checked-in': entry(409, '这家单位已在本站报到，不用重复报到。', 'The organisation has checked in already.'),
  'not-checked-in': entry(
    409,
    '报到还没有由实践站确认，或已经结束，暂时不能办理。',
    'The check-in is not confirmed, or ended.',
  ),
  'claimed-already': entry(409, '已被其他单位先认领，感谢您的心意，请看看其他项目。', 'Another one claimed it first.'),
  'not-offered-then': entry(422, '共建单位在这个时间不提供，请换一个时间。', 'It is not lent at that time.'),
  'organisation-not-empty': entry(409, '下面还有单位在运行，请先移走或合并。', 'The organisation still has parts.'),
  'organisation-cycle': entry(409, '不能把单位移到它自己的下级。', 'An organisation cannot be moved below itself.'),
  'wrong-code': entry(401, '验证码不对或已过期，请核对短信，或重新获取验证码。', 'The code is wrong or over.'),
  'code-limit': entry(
    429,
    '这个号码获取验证码太频繁了，请一小时后再试，或到实践站请工作人员帮忙。',
    'Too many codes for this number.',
  ),
  'notice-stopped': entry(409, '这个人不再接收通知，请不要再打电话。', 'The person is not to be told any more.'),
  'too-many-requests': entry(429, '操作太频繁了，请稍等一会儿再试。', 'Too many requests.'),
  'guardian-needed': entry(
    422,
    '未满十四周岁，需要由监护人同意，请记录监护人的姓名和关系。',
    'Under fourteen a guardian consents.',
  ),
  'minor-needs-adult': entry(
    409,
    '未满十八岁的志愿者参加，要有成年的带队人在场。请先和实践站说一声，定好带队人再报名。',
    'A volunteer under age comes where a grown-up leads.',
  ),
  'guardian-signs-up': entry(
    409,
    '未满十四岁，请由监护人来电或到实践站报名。',
    'A child under fourteen is signed up by a guardian.',
  ),
  'consent-missing': entry(
    422,
    '登记这项内容需要本人单独同意，请先记录同意后再登记。',
    'The sensitive fact needs a consent of its own.',
  ),
  'another-must-confirm': entry(
    403,
    '这件事要由报告人以外的同事确认，请转给其他人核实。',
    'Somebody other than who reported it must confirm.',
  ),
  'campaign-over': entry(409, '这次集中行动已经结束，不能再生成点单。', 'The campaign is over.'),
  'arranged-already': entry(409, '已经有这项长期约定，不用重复登记。', 'The person has this arrangement already.'),
  'not-eligible': entry(
    422,
    '现在还不能办理这项服务，原因和办法写在下面。',
    'The person cannot have this service now; the reason is given.',
  ),
  'round-empty': entry(
    422,
    '没有可以走单的单子：要是已制单、还没有派出的，服务时间也要对得上。',
    'No order fits: ready, nobody asked, and its window meets the round.',
  ),
  'sheet-out': entry(409, '已有走单纸打印或有人接下，不能再重新分单。', 'A sheet is printed or accepted already.'),
  'sheets-not-back': entry(409, '还有走单纸没有交回，请收齐后再办结。', 'Some sheets are not back yet.'),
  'doors-to-verify': entry(
    409,
    '还有住户的搬走或离世没有核实，请先到「居民」里核实，再办结走单。',
    'A reported move or death is not looked at yet.',
  ),
  'sheet-full': entry(409, '这张走单已经有两位接下了，谢谢您的热心。', 'Two people walk this sheet already.'),
  'sheet-over': entry(409, '这一趟走单已经结束，不能再改了，请联系实践站。', 'The round is over.'),
  'place-taken': entry(
    409,
    '这个名额刚刚有人接了，谢谢您的热心。还有别的可以看看。',
    'Somebody was a moment earlier; thank you.',
  ),
  'not-suited': entry(
    422,
    '这一单暂时不能由这位志愿者承担，原因写在下面。',
    'The volunteer cannot take this place now; the reason is given.',
  ),
  'order-suspended': entry(409, '这张单子已暂停，等站长复核后再办。', 'The order is suspended until it is reviewed.'),
  'closing-open': entry(
    422,
    '还有没结清的事项，结清后才能办结，详见下面。',
    'Something is not settled yet; it is named.',
  ),
  'too-late': entry(
    409,
    '已过可以办理的时间。如果仍有需要，请重新点单，或打实践站电话。',
    'The time for this has passed.',
  ),
  'another-must-decide': entry(403, '这件事要由另一位同事办理，请转给其他人。', 'Somebody else must decide this.'),
  'call-back-missing': entry(422, '请先给居民回个电话，并写下通话要点。', 'Call back first and note what was said.'),
  'answer-still-due': entry(
    422,
    '满七天、用两种方式都联系不上，才能按无人答复办结。',
    'Seven days and tries by two ways come first.',
  ),
  'second-person-missing': entry(
    422,
    '这项服务要两个人一起上门，请等另一位接单后再开始。',
    'Two people go together; the other place has nobody yet.',
  ),
  'release-stale': entry(
    409,
    '算好以后又发布了别的统计，请重新算一次再发布。',
    'Something else was published since; work it out again.',
  ),
  'release-elsewhere': entry(409, '上级或下级单位已经发布这项统计。', 'A unit above or below publishes this.'),
  'dwelling-taken': entry(409, '这个门牌已经登记过了，请直接选用。', 'This dwelling is registered already.'),
  'person-known': entry(
    409,
    '本站已有同一证件号的居民，请打开原来的记录。',
    'A resident of this station has this number already.',
  ),
  'print-fonts-missing': entry(
    503,
    '打印用的字体还没有装好，请过几分钟再试；一直不行请联系管理员。',
    'Fonts are missing.',
  ),
  'questionnaire-closed': entry(
    409,
    '这份问卷已经停止收集，答案没有提交。谢谢您，如有话要说请联系社区。',
    'The questionnaire takes no more answers.',
  ),
  'version-closed': entry(
    409,
    '这份问卷换了新版，旧版已停止收集。请刷新后用新版填写。',
    'This version takes no more answers.',
  ),
  'answered-already': entry(409, '这位居民已经答过这份问卷，每人一份。', 'This person has answered already.'),
  'form-incomplete': entry(422, '问卷还不能发布，请按提示修改，草稿已保存。', 'The form has faults.'),
  'form-file-refused': entry(422, '这个文件不能导入，请按提示修改后再试。', 'The file holds what is not supported.'),
  'visits-empty': entry(
    422,
    '按这样的范围没有要走访的门牌。请换网格、人数或月数再试。',
    'No doors are within these grids and conditions.',
  ),
  'visit-doors-unassigned': entry(
    422,
    '还有门牌没有人去，请先指定网格员，再开始走访。',
    'Some doors have nobody who goes there yet.',
  ),
  'print-unknown-character': entry(422, '有一个字印不出来，没有记为已打印。', 'No font has a character.'),
  'print-too-large': entry(400, '一次打印的内容太多，请分几次打印。', 'Too much at once.'),
  'print-busy': entry(503, '正在打印的文件较多，请稍后再试。', 'Others are printing.'),
  'storage-full': entry(507, '磁盘空间不足，没有保存成功。请联系系统管理员。', 'The disk is full.'),
  'not-ready': entry(503, '系统正在恢复，请稍候片刻再试，已保存的内容不会丢失。', 'The system is recovering.'),
  internal: entry(500, '系统出了差错，已记录。请稍后再试，仍不行请联系管理员。', 'Internal error.'),
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS

/** One fault of one field, the path as in the request body: `['guests', 0, 'name']`. */
export const Fault = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })
export type Fault = z.output<typeof Fault>

/** RFC 9457 problem document; `code` is the key of the catalogue. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  faults: z.array(Fault).optional(),
})
export type Problem = z.output<typeof Problem>
