import type { Endpoint, EndpointKind } from '#contract/endpoint.ts'
import { roleLabels } from '#domain/access.ts'
import { allowedRoles, schemaOf } from '#server/api/openapi.ts'
import { schemaFields } from '#server/api/schema-fields.ts'
import { escapeHtml, htmlPage } from '#server/html-page.ts'

const kinds: Readonly<Record<EndpointKind, string>> = {
  query: 'Lecture',
  command: 'Changement, fait une fois par clé d’idempotence',
  upload: 'Envoi d’un fichier',
  download: 'Fichier reçu',
}

const table = (caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</tbody></table></div>`

const code = (text: string) => `<code>${escapeHtml(text)}</code>`

const endpointSection = (endpoint: Endpoint): string => {
  const { name, summary, kind, input, refusals } = endpoint
  const fields = schemaFields(schemaOf(input, 'input'))
  const who = allowedRoles(endpoint).map((role) => roleLabels[role])
  const reasons = Object.entries(refusals)
  return `<section aria-labelledby="${name}">
<h3 id="${name}">POST /api/${name}</h3>
<p>${escapeHtml(summary)}</p>
<p class="soft">${kinds[kind]}. Qui peut appeler : ${escapeHtml(who.length === 10 ? 'tous les rôles' : who.join(', '))}.</p>
${
  fields.length === 0
    ? '<p>Aucun champ à envoyer.</p>'
    : table(
        `Champs de ${name}`,
        ['Champ', 'Nature', 'Obligatoire', 'Bornes'],
        fields.map(({ path, type, required, note }) => [
          code(path),
          escapeHtml(type),
          required ? 'oui' : 'non',
          escapeHtml(note),
        ]),
      )
}
${
  reasons.length === 0
    ? ''
    : table(
        `Refus de ${name}`,
        ['Raison', 'Ce qu’elle dit'],
        reasons.map(([reason, sentence]) => [code(reason), escapeHtml(sentence)]),
      )
}
</section>`
}

const capabilitySection = (capability: string, endpoints: readonly Endpoint[]): string =>
  `<h2 id="${capability}">${capability}</h2>\n${endpoints.map(endpointSection).join('\n')}`

const example = (url: string) => `curl ${url}/api/identity.listColleagues \\
  -H 'authorization: Bearer palier_…' \\
  -H 'content-type: application/json' \\
  -d '{}'`

/** The whole API on one page, without a script, for whoever writes a partner's software. */
export const apiPage = (endpoints: readonly Endpoint[], url: string): string => {
  const byCapability = Map.groupBy(endpoints, ({ name }) => name.split('.')[0] ?? '')
  return htmlPage(
    'API',
    `<header>
<p><a href="/">Palier</a></p>
<h1>L’API de Palier</h1>
<p>Chaque appel est un <code>POST</code> en JSON : une donnée personnelle ne se trouve jamais dans une adresse. Les montants sont
en centimes, les jours au format AAAA-MM-JJ, les instants en UTC.</p>
<p>Un logiciel partenaire présente un jeton d’accès, qu’un administrateur crée dans Réglages, Jetons d’accès : son rôle borne
ce qu’il peut faire. Une réponse 409 est un refus avec sa raison ; 400 dit le chemin de chaque erreur ; 403 dit que le rôle, ou
le lien avec le ménage, ne le permet pas.</p>
<p>Un changement porte un en-tête <code>idempotency-key</code> (UUID) : envoyé deux fois avec la même clé, il est fait une fois.</p>
<pre tabindex="0" aria-label="Exemple d’appel">${escapeHtml(example(url))}</pre>
<p><a href="/api/openapi.json">La description OpenAPI 3.1</a></p>
</header>
<nav aria-label="Capacités"><ul>
${[...byCapability.keys()].map((name) => `<li><a href="#${name}">${name}</a></li>`).join('\n')}
</ul></nav>
<main>
${[...byCapability].map(([name, all]) => capabilitySection(name, all)).join('\n')}
</main>`,
  )
}
