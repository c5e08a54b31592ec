import { useQueries, useQuery } from '@tanstack/react-query'
import {
  divideFigure,
  type FigureDivision,
  type FigurePart,
  type FigureValue,
  listFigures,
  openFigure,
} from '@yimi/contract/figure.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

/** Days, both included, and the unit that a figure is narrowed to. */
export type FigurePeriod = Pick<RouteInput<typeof openFigure>['query'] & object, 'from' | 'until' | 'orgId'>

export const figureKeys = {
  all: ['figures', 'all'] as const,
  one: (name: string, period: FigurePeriod, offset: number) => ['figures', 'one', name, period, offset] as const,
  divided: (name: string, by: FigureDivision, period: FigurePeriod) =>
    ['figures', 'divided', name, by, period] as const,
  some: (names: string, period: FigurePeriod) => ['figures', 'some', names, period] as const,
}

export function useFigures() {
  return useQuery({ queryKey: figureKeys.all, queryFn: () => call(listFigures, {}) })
}

export function useFigure(name: string, period: FigurePeriod, offset: number) {
  return useQuery({
    queryKey: figureKeys.one(name, period, offset),
    queryFn: () => call(openFigure, { params: { name }, query: { ...period, offset, limit: PAGE_SIZE } }),
  })
}

/** The named figures once for each period; undefined until all of them are there. */
export function useFiguresOf(names: string, periods: readonly FigurePeriod[]) {
  return useQueries({
    queries: periods.map((period) => ({
      queryKey: figureKeys.some(names, period),
      queryFn: () => call(listFigures, { query: { ...period, names } }),
    })),
    combine: (answers) => ({
      error: answers.find((one) => one.error)?.error ?? null,
      values: answers.every((one) => one.data) ? answers.map((one): FigureValue[] => one.data?.items ?? []) : undefined,
    }),
  })
}

/** Each named figure divided in the same way over the same days; undefined until all of them are there. */
export function useDividedFigures(names: readonly string[], by: FigureDivision, period: FigurePeriod) {
  return useQueries({
    queries: names.map((name) => ({
      queryKey: figureKeys.divided(name, by, period),
      queryFn: () => call(divideFigure, { params: { name }, query: { ...period, by } }),
    })),
    combine: (answers) => ({
      error: answers.find((one) => one.error)?.error ?? null,
      values: answers.every((one) => one.data)
        ? answers.flatMap((one): { figure: FigureValue; parts: FigurePart[] }[] => (one.data ? [one.data] : []))
        : undefined,
    }),
  })
}
