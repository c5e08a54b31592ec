import { NEED_CLASSES } from '@yimi/contract/service.ts'
import { NEED_CLASS_LABELS } from '@yimi/contract/service-labels.ts'
import { listServicesFor } from '#modules/catalogue/catalogue.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { peopleFigures } from '#modules/people/people.ts'
import { ALL, type Series, type SeriesCount, type SeriesDimension } from '#modules/statistics/statistics.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { askedBases } from './asked-bases.ts'
import { type CountedNeeds, countNeeds } from './need-queries.ts'

const NO_SERVICE = 'none'

/** Needs by class, unit and service, for those who may open none of them. */
export const needSeries: Series = {
  name: 'needs',
  label: '居民需求',
  tables: [
    { name: 'class', title: '各类需求', over: ['class'] },
    { name: 'unit-class', title: '各单位各类需求', over: ['unit', 'class'] },
    { name: 'service', title: '需求对应的服务', over: ['service'] },
  ],
  async read(context, which) {
    const counted = await countNeeds(context.tx, which)
    const held = async (name: string) =>
      (await peopleFigures.find((one) => one.name === name)?.value(context.tx, which)) ?? 0
    const bases = await askedBases(context.tx, which)
    return {
      dimensions: [classes(), await units(context, which.orgs, counted), await services(context, counted)],
      counts: counted.map(countOf),
      base: [
        { label: '在册居民（人）', value: await held('residents') },
        { label: '在册户数（户）', value: await held('households') },
        ...bases.flatMap(({ label, asked, answered, unanswered }) => [
          { label: `${label}：问到`, value: asked },
          { label: `${label}：答复`, value: answered },
          { label: `${label}：没有答复`, value: unanswered },
        ]),
      ],
    }
  },
}

function countOf(row: CountedNeeds): SeriesCount {
  return {
    month: row.month,
    leaves: { class: row.need_class, unit: row.org_id, service: row.service_id ?? NO_SERVICE },
    count: row.needs,
  }
}

function classes(): SeriesDimension {
  return dimension(
    'class',
    '类别',
    NEED_CLASSES.map((id) => ({ id, label: NEED_CLASS_LABELS[id].zh })),
  )
}

/** Units where something was heard. */
async function units(
  context: RequestContext,
  orgs: readonly string[],
  counted: readonly CountedNeeds[],
): Promise<SeriesDimension> {
  const heard = new Set(counted.map((row) => row.org_id))
  const names = await orgNames(context.tx, orgs)
  const own = orgs.filter((id) => heard.has(id))
  return dimension(
    'unit',
    '单位',
    own.map((id) => ({ id, label: names.get(id) ?? '' })),
  )
}

async function services(context: RequestContext, counted: readonly CountedNeeds[]): Promise<SeriesDimension> {
  const names = new Map<string, string>()
  for (const orgId of new Set(counted.filter((row) => row.service_id).map((row) => row.org_id)))
    for (const { id, content } of await listServicesFor(context.tx, orgId, context.today)) names.set(id, content.name)
  const used = [...new Set(counted.flatMap((row) => row.service_id ?? []))].sort()
  return dimension('service', '服务', [
    ...used.map((id) => ({ id, label: names.get(id) ?? '' })),
    { id: NO_SERVICE, label: '还没有对应服务' },
  ])
}

function dimension(name: string, label: string, leaves: readonly { id: string; label: string }[]): SeriesDimension {
  const ids = leaves.map((leaf) => leaf.id)
  return {
    name,
    label,
    leaves: ids,
    groups: [...leaves.map((leaf) => ({ ...leaf, leaves: [leaf.id] })), { id: ALL, label: '合计', leaves: ids }],
  }
}
