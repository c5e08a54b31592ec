import { useQuery, useQueryClient } from '@tanstack/react-query'
import { answerComplaint, type Complaint, listComplaints } from '@yimi/contract/complaint.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

export type ComplaintState = Complaint['state']
const complaintsKey = ['complaints'] as const

export function useComplaints(query: { state?: ComplaintState; offset: number }) {
  return useQuery({
    queryKey: [...complaintsKey, query],
    queryFn: () => call(listComplaints, { query: { ...query, limit: PAGE_SIZE } }),
  })
}

export function useAnswerComplaint(id: string) {
  const queries = useQueryClient()
  return async (answer: string, key: string) => {
    await call(answerComplaint, { params: { id }, body: { answer } }, { key })
    await queries.invalidateQueries({ queryKey: complaintsKey })
  }
}
