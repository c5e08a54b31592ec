import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root-route.tsx'

const getParentRoute = () => root

/** What residents ask for and are asked: orders, rounds, visits, and the lists they come from. */
export const askingRoutes = [
  createRoute({
    getParentRoute,
    path: '/orders',
    component: lazyRouteComponent(() => import('../features/orders/orders-page.tsx'), 'OrdersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/orders/$id',
    component: lazyRouteComponent(() => import('../features/orders/order-page.tsx'), 'OrderPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/new-order',
    component: lazyRouteComponent(() => import('../features/orders/new-order-page.tsx'), 'NewOrderPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/urgent-words',
    component: lazyRouteComponent(() => import('../features/orders/urgent-words-page.tsx'), 'UrgentWordsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('../features/imports/imports-page.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/duplicates',
    component: lazyRouteComponent(() => import('../features/duplicates/duplicates-page.tsx'), 'DuplicatesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/imports/$id',
    component: lazyRouteComponent(() => import('../features/imports/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/rounds',
    component: lazyRouteComponent(() => import('../features/rounds/rounds-page.tsx'), 'RoundsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/rounds/paper',
    component: lazyRouteComponent(() => import('../features/rounds/paper-page.tsx'), 'PaperPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/rounds/paper/$number',
    component: lazyRouteComponent(() => import('../features/rounds/paper-page.tsx'), 'PaperPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/rounds/$id/print',
    component: lazyRouteComponent(() => import('../features/rounds/print-page.tsx'), 'PrintPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/rounds/$id',
    component: lazyRouteComponent(() => import('../features/rounds/round-page.tsx'), 'RoundPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/visits',
    component: lazyRouteComponent(() => import('../features/visits/visits-page.tsx'), 'VisitsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/visits/stale',
    component: lazyRouteComponent(() => import('../features/visits/stale-page.tsx'), 'StalePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/visits/$id',
    component: lazyRouteComponent(() => import('../features/visits/visit-plan-page.tsx'), 'VisitPlanPage'),
  }),
] as const
