import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { House } from '#server/house.ts'
import { escapeHtml, htmlPage } from '#server/html-page.ts'
import type { Auth } from '#server/identity/auth.ts'
import {
  FirstAccess,
  isFirstAccess,
  openFirstOrganisation,
  organisationKinds,
} from '#server/identity/first-access.ts'

/** `/premier-acces/<token>`: the one page of a fresh installation, before it has an organisation. */
export const firstAccessRoutes = (house: House, auth: Auth): Hono => {
  const routes = new Hono()
  routes.get('/premier-acces/:token', async (c) =>
    (await isFirstAccess(house, c.req.param('token'))) ? c.html(formPage({}, [])) : c.html(usedPage, 404),
  )
  routes.post('/premier-acces/:token', bodyLimit({ maxSize: 20_000 }), async (c) => {
    const token = c.req.param('token')
    if (!(await isFirstAccess(house, token))) return c.html(usedPage, 404)
    const given = await readForm(c)
    const read = FirstAccess.safeParse(given)
    if (!read.success) {
      const problems = read.error.issues.map(
        ({ path, message }) => `${labels[String(path[0])] ?? ''} : ${message}`,
      )
      return c.html(formPage(given, problems), 400)
    }
    if (!(await openFirstOrganisation(house, auth, token, read.data))) return c.html(usedPage, 404)
    return c.redirect('/connexion', 303)
  })
  return routes
}

const readForm = async (c: Context): Promise<Record<string, string>> => {
  const form = await c.req.parseBody().catch(() => ({}))
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

const labels: Readonly<Record<string, string>> = {
  organisationName: 'Nom de l’organisation',
  kind: 'Nature',
  name: 'Votre nom',
  email: 'Votre adresse électronique',
  password: 'Mot de passe',
  repeated: 'Mot de passe, une seconde fois',
}

const field = (name: string, given: Record<string, string>, attributes: string, hint = '') =>
  `<label>${labels[name]}${hint && `<small>${hint}</small>`}
<input name="${name}" value="${escapeHtml(name === 'password' || name === 'repeated' ? '' : (given[name] ?? ''))}" required ${attributes}></label>`

const formPage = (given: Record<string, string>, problems: readonly string[]): string =>
  htmlPage(
    'Première organisation',
    `<main class="narrow">
<h1>Première organisation</h1>
<p>Palier est installé. Nommez l’organisation qui va s’en servir, et son premier administrateur : vous.</p>
${problems.length > 0 ? `<div class="problem" role="alert">${problems.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</div>` : ''}
<form method="post">
${field('organisationName', given, 'maxlength="120" autocomplete="organization"')}
<label>${labels.kind}
<select name="kind" required>${Object.entries(organisationKinds)
      .map(
        ([kind, label]) =>
          `<option value="${kind}"${given.kind === kind ? ' selected' : ''}>${label}</option>`,
      )
      .join('')}</select></label>
${field('name', given, 'maxlength="120" autocomplete="name"')}
${field('email', given, 'type="email" maxlength="200" autocomplete="username"')}
${field('password', given, 'type="password" minlength="12" maxlength="128" autocomplete="new-password"', '12 caractères au moins')}
${field('repeated', given, 'type="password" minlength="12" maxlength="128" autocomplete="new-password"')}
<button type="submit">Créer l’organisation</button>
</form>
</main>`,
  )

const usedPage = htmlPage(
  'Lien déjà utilisé',
  `<main class="narrow">
<h1>Ce lien ne marche plus</h1>
<p>Il a déjà servi, ou le serveur a redémarré depuis : dans ce cas, il en a affiché un nouveau en démarrant.</p>
<p><a href="/connexion">Se connecter</a></p>
</main>`,
)
