import { useQuery } from '@tanstack/react-query'
import { listFigures, openFigure } from '@yimi/contract/figure.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

export const figureKeys = {
  all: ['figures', 'all'] as const,
  one: (name: string, offset: number) => ['figures', 'one', name, offset] as const,
}

export function useFigures() {
  return useQuery({ queryKey: figureKeys.all, queryFn: () => call(listFigures, {}) })
}

export function useFigure(name: string, offset: number) {
  return useQuery({
    queryKey: figureKeys.one(name, offset),
    queryFn: () => call(openFigure, { params: { name }, query: { offset, limit: PAGE_SIZE } }),
  })
}
