import { Outlet, type RouteObject } from 'react-router'
import { routes as applications } from '#web/applications/routes.tsx'
import { routes as arrears } from '#web/arrears/routes.tsx'
import { routes as bankFiles } from '#web/bank-files/routes.tsx'
import { routes as casework } from '#web/casework/routes.tsx'
import { routes as committees } from '#web/committees/routes.tsx'
import { routes as communications } from '#web/communications/routes.tsx'
import { routes as conventions } from '#web/conventions/routes.tsx'
import { routes as deadlines } from '#web/deadlines/routes.tsx'
import { routes as disbursements } from '#web/disbursements/routes.tsx'
import { routes as fundingFigures } from '#web/funding-figures/routes.tsx'
import { routes as groupSessions, publicRoutes as publicSessions } from '#web/group-sessions/routes.tsx'
import { routes as hearingFiles } from '#web/hearing-files/routes.tsx'
import { routes as households } from '#web/households/routes.tsx'
import { routes as housing } from '#web/housing/routes.tsx'
import { routes as housingFiles } from '#web/housing-files/routes.tsx'
import { routes as housingProjects } from '#web/housing-projects/routes.tsx'
import { routes as imports } from '#web/imports/routes.tsx'
import { routes as ledger } from '#web/ledger/routes.tsx'
import { routes as letters } from '#web/letters/routes.tsx'
import { routes as loanReminders } from '#web/loan-reminders/routes.tsx'
import { routes as loans } from '#web/loans/routes.tsx'
import { routes as localRules } from '#web/local-rules/routes.tsx'
import { routes as measures } from '#web/measures/routes.tsx'
import { routes as myDay } from '#web/my-day/routes.tsx'
import { patterns } from '#web/paths.ts'
import { routes as plans } from '#web/plans/routes.tsx'
import { routes as procedures } from '#web/procedures/routes.tsx'
import { routes as products } from '#web/products/routes.tsx'
import { routes as programmes } from '#web/programmes/routes.tsx'
import { routes as reception } from '#web/reception/routes.tsx'
import { publicRoutes, routes as referrals } from '#web/referrals/routes.tsx'
import { routes as reports } from '#web/reports/routes.tsx'
import { routes as session } from '#web/session/routes.tsx'
import { routes as settings } from '#web/settings/routes.tsx'
import { CrashPage } from '#web/shell/CrashPage.tsx'
import { LandingPage } from '#web/shell/LandingPage.tsx'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { OrganisationRoute } from '#web/shell/OrganisationRoute.tsx'
import { SessionRoute } from '#web/shell/SessionRoute.tsx'
import { routes as technicalReports } from '#web/technical-reports/routes.tsx'
import { routes as urbanRenewal } from '#web/urban-renewal/routes.tsx'
import { routes as volunteers } from '#web/volunteers/routes.tsx'

/** The pages of the rooms: each capability gives its own, from `web/<capability>/routes.tsx`. */
const rooms: RouteObject[] = [
  ...myDay,
  ...arrears,
  ...imports,
  ...households,
  ...housing,
  ...housingFiles,
  ...housingProjects,
  ...conventions,
  ...reports,
  ...settings,
  ...plans,
  ...deadlines,
  ...procedures,
  ...referrals,
  ...reception,
  ...groupSessions,
  ...hearingFiles,
  ...programmes,
  ...technicalReports,
  ...volunteers,
  ...measures,
  ...applications,
  ...products,
  ...committees,
  ...ledger,
  ...loans,
  ...localRules,
  ...loanReminders,
  ...fundingFigures,
  ...urbanRenewal,
  ...letters,
  ...communications,
  ...bankFiles,
  ...disbursements,
]

export const routes: RouteObject[] = [
  {
    element: <Outlet />,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <p className="on-screen-readers">Chargement de Palier…</p>,
    children: [
      {
        element: <SessionRoute />,
        children: [
          ...session,
          ...casework,
          ...publicRoutes,
          ...publicSessions,
          {
            path: patterns.organisation,
            element: <OrganisationRoute />,
            children: [
              { index: true, element: <LandingPage /> },
              { errorElement: <CrashPage isWithinShell />, children: rooms },
              { path: '*', element: <NotFoundPage isWithinShell /> },
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]
