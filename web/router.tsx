// Every address of the office app and the page it shows. Pages are fetched when first opened.

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { FailedPage } from './pages/failed-page.tsx';
import { Frame } from './pages/frame/frame.tsx';
import { ProgrammeLayout } from './pages/programme/programme-layout.tsx';
import { StartPage } from './pages/start-page.tsx';
import { UnknownPage } from './pages/unknown-page.tsx';
import { LoadingPage } from './ui/states.tsx';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: UnknownPage });

const frameRoute = createRoute({ getParentRoute: () => rootRoute, id: 'frame', component: Frame });

const programmeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/programme/$programmeId',
  component: ProgrammeLayout,
});

/** A page below /programme/:programmeId. */
function programmePage(path: string, load: Parameters<typeof lazyRouteComponent>[0], name: string) {
  const component = lazyRouteComponent(load, name as never);
  return createRoute({ getParentRoute: () => programmeRoute, path, component });
}

const programmePages = [
  programmePage('overview', () => import('./pages/programme/overview-page.tsx'), 'OverviewPage'),
  programmePage('projects', () => import('./pages/programme/projects-page.tsx'), 'ProjectsPage'),
  programmePage('towns', () => import('./pages/programme/towns-page.tsx'), 'TownsPage'),
  programmePage('notice', () => import('./pages/programme/notice-page.tsx'), 'NoticePage'),
  programmePage(
    'reconciliation',
    () => import('./pages/programme/reconciliation-page.tsx'),
    'ReconciliationPage',
  ),
  programmePage('decisions', () => import('./pages/programme/decisions-page.tsx'), 'DecisionsPage'),
  programmePage('timeline', () => import('./pages/programme/timeline-page.tsx'), 'TimelinePage'),
  programmePage('methods', () => import('./pages/programme/methods-page.tsx'), 'MethodsPage'),
  programmePage('quality', () => import('./pages/programme/quality-page.tsx'), 'QualityPage'),
  programmePage('duties', () => import('./pages/programme/duties-page.tsx'), 'DutiesPage'),
  programmePage('benefit', () => import('./pages/programme/benefit-page.tsx'), 'BenefitPage'),
];

/** A page inside the frame. */
function framePage(path: string, load: Parameters<typeof lazyRouteComponent>[0], name: string) {
  const component = lazyRouteComponent(load, name as never);
  return createRoute({ getParentRoute: () => frameRoute, path, component });
}

const fieldPages = [
  framePage('/groups', () => import('./pages/groups/groups-page.tsx'), 'GroupsPage'),
  framePage(
    '/enterprises',
    () => import('./pages/enterprises/enterprises-page.tsx'),
    'EnterprisesPage',
  ),
  framePage(
    '/enterprises/$enterpriseId',
    () => import('./pages/enterprises/enterprise-page.tsx'),
    'EnterprisePage',
  ),
  framePage('/contracts', () => import('./pages/contracts/contracts-page.tsx'), 'ContractsPage'),
  framePage(
    '/contracts/$contractId',
    () => import('./pages/contracts/contract-page.tsx'),
    'ContractPage',
  ),
  framePage('/works', () => import('./pages/works/works-page.tsx'), 'WorksPage'),
  framePage('/works/$caseId', () => import('./pages/works/case-works-page.tsx'), 'CaseWorksPage'),
  framePage(
    '/acceptance',
    () => import('./pages/acceptance/acceptance-page.tsx'),
    'AcceptancePage',
  ),
  framePage('/acceptance/$lotId', () => import('./pages/acceptance/lot-page.tsx'), 'LotPage'),
  framePage('/notices', () => import('./pages/notices/notices-page.tsx'), 'NoticesPage'),
  framePage('/notices/$noticeId', () => import('./pages/notices/notice-page.tsx'), 'NoticePage'),
];

const importPages = (
  [
    ['/imports', () => import('./pages/imports/imports-page.tsx'), 'ImportsPage'],
    [
      '/imports/targets',
      () => import('./pages/imports/targets-import-page.tsx'),
      'TargetsImportPage',
    ],
    ['/imports/$importId', () => import('./pages/imports/import-page.tsx'), 'ImportPage'],
  ] as const
).map(([path, load, name]) =>
  createRoute({
    getParentRoute: () => frameRoute,
    path,
    component: lazyRouteComponent(load as () => Promise<never>, name as never),
  }),
);

/** The overview, the money and the journal. */
const moneyPages = (
  [
    ['/overview', () => import('./pages/overview/overview-page.tsx'), 'OverviewPage'],
    ['/payments', () => import('./pages/payments/batches-page.tsx'), 'BatchesPage'],
    ['/payments/returns', () => import('./pages/payments/returns-page.tsx'), 'ReturnsPage'],
    ['/payments/clawbacks', () => import('./pages/payments/clawbacks-page.tsx'), 'ClawbacksPage'],
    ['/payments/$batchId', () => import('./pages/payments/batch-page.tsx'), 'BatchPage'],
    ['/funds', () => import('./pages/funds/funds-page.tsx'), 'FundsPage'],
    [
      '/funds/entitlements',
      () => import('./pages/funds/entitlements-page.tsx'),
      'EntitlementsPage',
    ],
    ['/journal', () => import('./pages/journal/journal-page.tsx'), 'JournalPage'],
  ] as const
).map(([path, load, name]) =>
  createRoute({
    getParentRoute: () => frameRoute,
    path,
    component: lazyRouteComponent(load as () => Promise<never>, name as never),
  }),
);

const routeTree = rootRoute.addChildren([
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/change-password',
    component: lazyRouteComponent(
      () => import('./pages/sign-in/change-password-page.tsx'),
      'ChangePasswordPage',
    ),
  }),
  frameRoute.addChildren([
    createRoute({ getParentRoute: () => frameRoute, path: '/', component: StartPage }),
    createRoute({
      getParentRoute: () => frameRoute,
      path: '/ledger',
      component: lazyRouteComponent(() => import('./pages/ledger/ledger-page.tsx'), 'LedgerPage'),
    }),
    createRoute({
      getParentRoute: () => frameRoute,
      path: '/ledger/$householdId',
      component: lazyRouteComponent(
        () => import('./pages/household/household-page.tsx'),
        'HouseholdPage',
      ),
    }),
    ...importPages,
    createRoute({
      getParentRoute: () => frameRoute,
      path: '/places',
      component: lazyRouteComponent(() => import('./pages/places-page.tsx'), 'PlacesPage'),
    }),
    createRoute({
      getParentRoute: () => frameRoute,
      path: '/accounts',
      component: lazyRouteComponent(
        () => import('./pages/accounts/accounts-page.tsx'),
        'AccountsPage',
      ),
    }),
    ...fieldPages,
    ...moneyPages,
    programmeRoute.addChildren(programmePages),
  ]),
]);

/** Addresses hold filters as plain text, so that people can read and mend them. */
function writeSearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  return query.size > 0 ? `?${query}` : '';
}

export const router = createRouter({
  routeTree,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: writeSearch,
  defaultPendingComponent: LoadingPage,
  defaultErrorComponent: FailedPage,
  defaultNotFoundComponent: UnknownPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
});
