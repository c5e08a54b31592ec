import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root-route.tsx'

const getParentRoute = () => root

/** Needs, their coding, and what is published of them. */
export const needRoutes = [
  createRoute({
    getParentRoute,
    path: '/needs',
    component: lazyRouteComponent(() => import('../features/needs/needs-page.tsx'), 'NeedsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/needs/$id',
    component: lazyRouteComponent(() => import('../features/needs/need-page.tsx'), 'NeedPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/need-statistics',
    component: lazyRouteComponent(() => import('../features/needs/need-statistics-page.tsx'), 'NeedStatisticsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/coding',
    component: lazyRouteComponent(() => import('../features/coding/coding-page.tsx'), 'CodingPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/coding/$id',
    component: lazyRouteComponent(() => import('../features/coding/coding-round-page.tsx'), 'CodingRoundPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/statistic-releases',
    component: lazyRouteComponent(() => import('../features/statistics/releases-page.tsx'), 'ReleasesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/statistic-releases/$id',
    component: lazyRouteComponent(() => import('../features/statistics/release-page.tsx'), 'ReleasePage'),
  }),
] as const
