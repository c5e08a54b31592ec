import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getHousehold } from '@yimi/contract/household.ts'
import { getPerson } from '@yimi/contract/person.ts'
import {
  acceptOrderProposal,
  createCampaign,
  dropOrderProposal,
  endCampaign,
  listCampaigns,
  listOrderProposals,
  makeBirthdays,
  makeCampaign,
  previewBirthdays,
  previewCampaign,
} from '@yimi/contract/trigger.ts'
import { call } from '../../call.ts'

const triggersKey = ['triggers'] as const

export function useProposals() {
  return useQuery({ queryKey: [...triggersKey, 'proposals'], queryFn: () => call(listOrderProposals, {}) })
}

export function useBirthdays(orgId: string | undefined, month: string) {
  return useQuery({
    queryKey: [...triggersKey, 'birthdays', orgId, month],
    queryFn: () => call(previewBirthdays, { params: { id: orgId ?? '' }, query: { month } }),
    enabled: orgId !== undefined && month !== '',
  })
}

export function useCampaigns() {
  return useQuery({ queryKey: [...triggersKey, 'campaigns'], queryFn: () => call(listCampaigns, {}) })
}

export function useCampaignPreview(orgId: string, campaignId: string) {
  return useQuery({
    queryKey: [...triggersKey, 'campaign', orgId, campaignId],
    queryFn: () => call(previewCampaign, { params: { id: orgId, campaignId } }),
  })
}

/** Who lives with somebody: one of them is the child. */
export function useHouseholdOf(personId: string) {
  return useQuery({
    queryKey: [...triggersKey, 'household', personId],
    queryFn: async () => {
      const person = await call(getPerson, { params: { id: personId } })
      if (!person.household) return []
      const household = await call(getHousehold, { params: { id: person.household.id } })
      return household.members.filter((one) => one.personId !== personId && one.until === null)
    },
  })
}

export type CampaignValues = {
  orgId: string | null
  serviceId: string | null
  name: string
  from: string
  until: string
}

export function useTriggerActs() {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: triggersKey })
  return {
    makeMonth: async (orgId: string, body: { month: string; serviceId: string; expected: number }, key: string) => {
      await call(makeBirthdays, { params: { id: orgId }, body }, { key })
      await refresh()
    },
    makeCampaign: async (orgId: string, campaignId: string, expected: number, key: string) => {
      await call(makeCampaign, { params: { id: orgId, campaignId }, body: { expected } }, { key })
      await refresh()
    },
    setCampaign: async ({ orgId, serviceId, ...words }: CampaignValues, key: string) => {
      if (!orgId || !serviceId) return
      await call(createCampaign, { params: { id: orgId }, body: { serviceId, ...words } }, { key })
      await refresh()
    },
    endCampaign: async (id: string, key: string) => {
      await call(endCampaign, { params: { id } }, { key })
      await refresh()
    },
    accept: async (id: string, personId: string | null, key: string) => {
      await call(acceptOrderProposal, { params: { id }, body: { personId } }, { key })
      await refresh()
    },
    drop: async (id: string, key: string) => {
      await call(dropOrderProposal, { params: { id } }, { key })
      await refresh()
    },
  }
}
