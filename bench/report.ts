import { cpus, loadavg, totalmem } from 'node:os'

/** One line of the table: what was measured, against what was aimed at. */
export type Measure = { what: string; value: string; aim: string; met: boolean | null }
export type BenchResult = {
  day: string
  tenancies: number
  machine: string
  load: string
  size: string
  measures: Measure[]
}

const whole = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 })
const tenths = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

export const count = (value: number): string => whole.format(value)
export const seconds = (ms: number): string => `${tenths.format(ms / 1000)} s`
export const milliseconds = (ms: number): string => `${tenths.format(ms)} ms`
export const ratio = (value: number): string => `${tenths.format(value)} ×`

/** The machine in general terms: what a reader needs to compare, and nothing that names it. */
export const describeMachine = (postgresVersion: string): string =>
  `${cpus().length} cœurs, ${Math.round(totalmem() / 2 ** 30)} Gio de mémoire, PostgreSQL ${postgresVersion}, Node ${process.versions.node}`

/** What else the machine was doing: times measured beside other work are longer than they should be. */
export const describeLoad = (when: string): string => `charge ${when} ${tenths.format(loadavg()[0] ?? 0)}`

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const verdict = (met: boolean | null): string => (met === null ? '' : met ? ' ✓' : ' ✗')

/** One column per size; a measure that a size does not have is left blank there. */
export const renderTable = (results: readonly BenchResult[]): string => {
  const all = results.flatMap(({ measures }) => measures)
  const rows = [...new Map(all.map((measure) => [measure.what, measure])).values()]
  const cell = ({ measures }: BenchResult, what: string) => {
    const found = measures.find((measure) => measure.what === what)
    return found ? `${found.value}${verdict(found.met)}` : ''
  }
  return [
    `| Mesure | But | ${results.map(({ tenancies }) => `${count(tenancies)} baux`).join(' | ')} |`,
    `|---|---:|${results.map(() => '---:|').join('')}`,
    ...rows.map(
      ({ what, aim }) => `| ${what} | ${aim} | ${results.map((result) => cell(result, what)).join(' | ')} |`,
    ),
  ].join('\n')
}

export const renderReport = (results: readonly BenchResult[]): string => `# Mesures

Ce que \`npm run bench\` a mesuré sur une machine ordinaire (${results.at(-1)?.machine}), chaque taille en une fois.
PostgreSQL est celui que Palier démarre lui-même, avec ses réglages par défaut (\`fsync\` compris) ; le banc, les
utilisateurs simulés, le serveur et la base se partagent les mêmes cœurs, avec ce que la machine faisait d’autre : une
durée seule dit peu, un rapport mesuré dans la même minute dit davantage.

${results.map(({ day, size, load }) => `- ${size} : le ${day}, ${load}.`).join('\n')}

✓ le but est atteint, ✗ il ne l’est pas.

${renderTable(results)}

## Ce qui est comparé

- **Import** : les trois fichiers d’un bailleur (patrimoine, occupants, compte locataire, en Windows-1252, avec leurs
  défauts habituels) déposés par l’API, leurs colonnes reconnues, répétés, puis appliqués, du premier octet envoyé au
  dernier compte rendu. En face, un \`COPY\` nu des lignes que l’import a écrites, dans les mêmes tables d’une base vide
  du même serveur, avec toutes leurs clés, leurs index et leur texte de recherche. La répétition lit et juge chaque ligne ; l’application
  écrit, met à jour la recherche et garde le compte rendu ; le \`COPY\` ne vérifie rien d’autre que les clés.
- **Repérage** : tous les baux jugés, par la tâche que lance l’écran ; la médiane de plusieurs. La première fois écrit
  tous les états dans une table vide. Un autre jour juge de nouveau chaque compte qui doit, et n’écrit que ce qui a
  changé. De nouveau le même jour (après un import, à la demande), un compte qui a les mêmes écritures et le même bail
  n’est pas rejugé. En face, la somme du même compte par bail, une seule requête, mesurée à côté de chacun.
- **Écrans** : seize utilisateurs, chacun avec son jeton, envoient leurs demandes au serveur par HTTP, chacun attendant
  une réponse puis jusqu’à une seconde avant la suivante. « Sans pause », ils redemandent aussitôt : la machine est
  saturée et l’on mesure surtout la file d’attente. Les ménages, les noms et les pages sont tirés au hasard.
- **Mesures, signalements, demandes** : cent mille mesures d’accompagnement de tous les statuts, autant de signalements
  techniques et de demandes reçues, lus par les mêmes seize utilisateurs.
- **Aides au logement** : un million de ménages dont la situation est connue, lus par tranches, estimés par la règle de la
  page du ménage et écrits, par la tâche que lance « Aides à revoir », l’avancement montré. En face, une seule requête
  qui lit les mêmes situations et écrit autant de lignes.
- **Procédures** : toutes redessinées comme après un changement de paramètre. En face, la mise à jour nue des mêmes lignes.
- **Courriers** : un envoi groupé, de la file à la preuve gardée. En face, la mise en page seule des mêmes textes.
- **Mémoire** : le plus haut niveau (\`VmHWM\`) du processus qui sert et importe, pendant chaque import.
- **Démarrage** : de la commande à « Palier est prêt », application construite et paquets installés ; le premier prépare
  PostgreSQL, les tables et la démonstration.
- **Première page** : tout ce qu’un navigateur neuf télécharge, compressé, tel que transmis.

## Ce que ces chiffres ne disent pas

- La charge dit combien de travaux attendaient les deux cœurs : au-dessus de 2, les durées et les 95 % mesurent surtout les
  autres. À 20 000 baux et une charge de 2,9, le même jour, toutes les demandes des écrans étaient à 95 % sous 50 ms (première
  page du repérage : 7,7 ms et 13,7 ms ; dossier d’un ménage : 13,1 ms et 31,8 ms).
- Un premier repérage écrit chaque état et ses douze index, ce que la somme ne fait pas. Un autre jour, chaque compte qui doit
  est lu et jugé par la règle écrite une fois, en JavaScript : à petite taille, les frais fixes pèsent plus que le compte.
- Le million de baux n’a pas été importé d’un bout à l’autre : la base a écrit elle-même le parc (\`--filled\`), et l’on a mesuré le
  repérage et les écrans. De l’import à cette taille, seul le fichier du patrimoine (1 000 000 de lignes, 228 Mo) est passé ; ses 640 000
  dernières lignes, avec les réglages d’aujourd’hui, en 152 Mo au plus.
- À un million, la somme nue lit un index seul, fraîchement entretenu : rapporter le repérage à elle dit moins que sa durée. Les autres
  jours, un million de baux sont rejugés en une quinzaine de secondes.
- Les comptes de l’échelle du bailleur et les numéros cherchés restent lents à un million ; les totaux d’une liste sont exacts jusqu’à dix mille.
`
