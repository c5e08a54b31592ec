import { createHashHistory, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { LoadingState } from '@yimi/ui/notice.tsx'
import { M } from '../messages.ts'
import { askingRoutes } from './asking-routes.tsx'
import { needRoutes } from './need-routes.tsx'
import { PageFault } from './page-faults.tsx'
import { questionnaireRoutes } from './questionnaire-routes.tsx'
import { root } from './root-route.tsx'

const getParentRoute = () => root

const routes = [
  ...askingRoutes,
  ...questionnaireRoutes,
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('../features/today/today-page.tsx'), 'TodayPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/broadcasts',
    component: lazyRouteComponent(() => import('../features/broadcasts/broadcasts-page.tsx'), 'BroadcastsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/broadcasts/$id/control-room',
    component: lazyRouteComponent(() => import('../features/control-room/control-room-page.tsx'), 'ControlRoomPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/broadcasts/$id/$tab',
    component: lazyRouteComponent(() => import('../features/broadcasts/broadcast-page.tsx'), 'BroadcastPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/broadcasts/$id',
    component: lazyRouteComponent(() => import('../features/broadcasts/broadcast-page.tsx'), 'BroadcastFirstTab'),
  }),
  createRoute({
    getParentRoute,
    path: '/calendar',
    component: lazyRouteComponent(() => import('../features/calendar/calendar-page.tsx'), 'CalendarPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/services',
    component: lazyRouteComponent(() => import('../features/services/services-page.tsx'), 'ServicesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/services/$orgId/$id',
    component: lazyRouteComponent(() => import('../features/services/service-page.tsx'), 'ServicePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/triggers',
    component: lazyRouteComponent(() => import('../features/triggers/triggers-page.tsx'), 'TriggersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/teams',
    component: lazyRouteComponent(() => import('../features/teams/teams-page.tsx'), 'TeamsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/teams/$id',
    component: lazyRouteComponent(() => import('../features/teams/team-page.tsx'), 'TeamPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/volunteers',
    component: lazyRouteComponent(() => import('../features/volunteers/volunteers-page.tsx'), 'VolunteersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/volunteers/$id',
    component: lazyRouteComponent(() => import('../features/volunteers/volunteer-page.tsx'), 'VolunteerPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/activities',
    component: lazyRouteComponent(() => import('../features/activities/activities-page.tsx'), 'ActivitiesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/activities/rota',
    component: lazyRouteComponent(() => import('../features/activities/rota-page.tsx'), 'RotaPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/activities/$id',
    component: lazyRouteComponent(() => import('../features/activities/activity-page.tsx'), 'ActivityPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/hours',
    component: lazyRouteComponent(() => import('../features/hours/hours-page.tsx'), 'HoursPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/hours/find',
    component: lazyRouteComponent(() => import('../features/hours/find-page.tsx'), 'FindPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/hours/rules',
    component: lazyRouteComponent(() => import('../features/hours/rules-page.tsx'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/hours/$id',
    component: lazyRouteComponent(() => import('../features/hours/volunteer-hours-page.tsx'), 'VolunteerHoursPage'),
  }),
  ...needRoutes,
  createRoute({
    getParentRoute,
    path: '/partners',
    component: lazyRouteComponent(() => import('../features/partners/partners-page.tsx'), 'PartnersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/partners/lent',
    component: lazyRouteComponent(() => import('../features/partners/lent-page.tsx'), 'LentPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/partners/lists',
    component: lazyRouteComponent(() => import('../features/partners/lists-page.tsx'), 'ListsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/partners/$id',
    component: lazyRouteComponent(() => import('../features/partners/partner-page.tsx'), 'PartnerPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/partner-desk',
    component: lazyRouteComponent(() => import('../features/partners/partner-desk-page.tsx'), 'PartnerDeskPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/programmes',
    component: lazyRouteComponent(() => import('../features/programmes/programmes-page.tsx'), 'ProgrammesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/programmes/$id',
    component: lazyRouteComponent(() => import('../features/programmes/programme-page.tsx'), 'ProgrammePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/guests',
    component: lazyRouteComponent(() => import('../features/guests/guests-page.tsx'), 'GuestsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/venues',
    component: lazyRouteComponent(() => import('../features/venues/venues-page.tsx'), 'VenuesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/channels',
    component: lazyRouteComponent(() => import('../features/channels/channels-page.tsx'), 'ChannelsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people',
    component: lazyRouteComponent(() => import('../features/people/people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people/$id',
    component: lazyRouteComponent(() => import('../features/people/person-page.tsx'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/life-events',
    component: lazyRouteComponent(() => import('../features/people/life-events-page.tsx'), 'LifeEventsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/ground',
    component: lazyRouteComponent(() => import('../features/ground/ground-page.tsx'), 'GroundPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/notices',
    component: lazyRouteComponent(() => import('../features/notices/notices-page.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/incidents',
    component: lazyRouteComponent(() => import('../features/incidents/incidents-page.tsx'), 'IncidentsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/no-matches',
    component: lazyRouteComponent(() => import('../features/incidents/no-matches-page.tsx'), 'NoMatchesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/door',
    component: lazyRouteComponent(() => import('../features/door-cards/door-page.tsx'), 'DoorPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/sign-ups',
    component: lazyRouteComponent(() => import('../features/sign-ups/sign-ups-page.tsx'), 'SignUpsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/privacy-requests',
    component: lazyRouteComponent(
      () => import('../features/privacy-requests/privacy-requests-page.tsx'),
      'PrivacyRequestsPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/complaints',
    component: lazyRouteComponent(() => import('../features/complaints/complaints-page.tsx'), 'ComplaintsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/figures',
    component: lazyRouteComponent(() => import('../features/figures/figures-page.tsx'), 'FiguresPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/service-figures',
    component: lazyRouteComponent(() => import('../features/figures/service-figures-page.tsx'), 'ServiceFiguresPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/figures/$name',
    component: lazyRouteComponent(() => import('../features/figures/figure-page.tsx'), 'FigurePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/organisations',
    component: lazyRouteComponent(
      () => import('../features/organisations/organisations-page.tsx'),
      'OrganisationsPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/organisations/$id',
    component: lazyRouteComponent(
      () => import('../features/organisations/organisations-page.tsx'),
      'OrganisationsPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/accounts',
    component: lazyRouteComponent(() => import('../features/accounts/accounts-page.tsx'), 'AccountsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/accounts/$id',
    component: lazyRouteComponent(() => import('../features/accounts/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/invitations',
    component: lazyRouteComponent(() => import('../features/accounts/invitations-page.tsx'), 'InvitationsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/work-rules',
    component: lazyRouteComponent(() => import('../features/work-rules/work-rules-page.tsx'), 'WorkRulesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit',
    component: lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/keys',
    component: lazyRouteComponent(() => import('../features/keys/keys-page.tsx'), 'KeysPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/me',
    component: lazyRouteComponent(() => import('../features/session/sessions-page.tsx'), 'SessionsPage'),
  }),
  // What a link of the server may still be called.
  createRoute({
    getParentRoute,
    path: '/today',
    beforeLoad: () => {
      throw redirect({ to: '/' })
    },
  }),
] as const

/** Addresses stand behind the `#`, so that the server needs no rule for them. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  history: createHashHistory(),
  defaultPendingComponent: () => <LoadingState words={M.state.loading} />,
  defaultErrorComponent: PageFault,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
