import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root-route.tsx'

const getParentRoute = () => root

/** Building, asking, typing in and counting of questionnaires. */
export const questionnaireRoutes = [
  createRoute({
    getParentRoute,
    path: '/questionnaires',
    component: lazyRouteComponent(
      () => import('../features/questionnaires/questionnaires-page.tsx'),
      'QuestionnairesPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/questionnaires/$id',
    component: lazyRouteComponent(
      () => import('../features/questionnaires/questionnaire-page.tsx'),
      'QuestionnairePage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/questionnaires/$id/edit',
    component: lazyRouteComponent(() => import('../features/questionnaires/builder-page.tsx'), 'BuilderPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/questionnaires/$id/ask',
    component: lazyRouteComponent(() => import('../features/questionnaires/enter-page.tsx'), 'EnterPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/questionnaires/$id/paper',
    component: lazyRouteComponent(() => import('../features/questionnaires/paper-page.tsx'), 'PaperPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/questionnaires/$id/answers',
    component: lazyRouteComponent(() => import('../features/questionnaires/answers-page.tsx'), 'AnswersPage'),
  }),
] as const
