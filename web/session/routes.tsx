import type { RouteObject } from 'react-router'
import { page } from '#web/page.ts'
import { patterns } from '#web/paths.ts'

export const routes: RouteObject[] = [
  page(
    patterns.home,
    async () => (await import('#web/session/ChooseOrganisationPage.tsx')).ChooseOrganisationPage,
  ),
  page(patterns.signIn, async () => (await import('#web/session/SignInPage.tsx')).SignInPage),
  page(
    patterns.forgottenPassword,
    async () => (await import('#web/session/ForgottenPasswordPage.tsx')).ForgottenPasswordPage,
  ),
  page(patterns.newPassword, async () => (await import('#web/session/NewPasswordPage.tsx')).NewPasswordPage),
  page(patterns.invitation, async () => (await import('#web/session/InvitationPage.tsx')).InvitationPage),
  page(patterns.account, async () => (await import('#web/session/AccountPage.tsx')).AccountPage),
]
