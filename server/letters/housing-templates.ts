import type { HousingLetter } from '#domain/housing-files/kinds.ts'
import type { LetterTables } from '#server/letters/compose-letter.ts'
import type { LetterWording } from '#server/letters/default-templates.ts'

const situation = `# Notre foyer
{situation du foyer}

# Où nous vivons
{logement actuel}

# Nos ressources
{ressources du foyer}`

/** Files and letters that ask for a home, in plain French; signed by the household unless it is a note of the adviser. */
export const housingTemplates: Readonly<Record<HousingLetter, LetterWording>> = {
  'dalo-file': {
    subject: 'Recours {type de recours} : exposé de la situation',
    body: `Madame, Monsieur,

Nous demandons à la commission de médiation d’examiner notre situation ({type de recours}).
Demandeur : {destinataire}.
{demande de logement}

${situation}

# Pourquoi nous faisons ce recours
{motifs de la demande}

{motifs vérifiés}

# Ce que nous avons déjà fait
{démarches faites}

# Ce que nous demandons
{ce qui est demandé}

# Pièces
{pièces du dossier}

Nous avons été aidés par {organisme}. Pour toute question : {signataire}.

# Signature
{signatures}`,
  },
  'dalo-review': {
    subject: 'Recours gracieux contre une décision de la commission de médiation ({type de recours})',
    body: `Madame, Monsieur,

Nous sommes {destinataire}.
{réception du recours}
{refus de la commission}

Nous demandons à la commission de revoir cette décision.

# Pourquoi
{motifs de la demande}

${situation}

# Ce que nous demandons
{ce qui est demandé}

Si la commission garde son refus, merci de nous écrire ses raisons.

Nous avons été aidés par {organisme}.

# Pièces
{pièces du dossier}

# Signature
{signatures}`,
  },
  'dalo-injunction': {
    subject: 'Requête : obtenir {demande au préfet} ({type de recours}, recours injonction)',
    body: `Madame, Monsieur le président du tribunal administratif,

Nous sommes {destinataire}. Nous vous saisissons parce que le préfet ne nous a pas proposé {demande au préfet} à temps.
Textes : article L. 441-2-3-1 du code de la construction et de l’habitation ; articles R. 778-1 et suivants du code de justice administrative.

# Les faits
{reconnaissance de la priorité}
{délai du préfet}
Aucune offre adaptée ne nous a été faite.
{délai pour saisir le juge}

# Notre situation aujourd’hui
{situation du foyer}

{logement actuel}

{ressources du foyer}

# Ce que nous demandons au juge
1. Ordonner au préfet de nous proposer {demande au préfet}.
2. Fixer une date pour cela, et une somme à payer par le préfet pour chaque mois de retard.

# Pièces
{pièces du dossier}

# Signature
{signatures}`,
  },
  'allocation-note': {
    subject: 'Note à la commission d’attribution : {ménage}',
    body: `Madame, Monsieur,

Nous accompagnons {ménage} et nous soutenons sa candidature.
{logement visé}
{demande de logement}

# Le ménage
{situation du foyer}

# Le logement aujourd’hui
{logement actuel}

# Les ressources
{ressources du foyer}

# Pourquoi cette attribution
{motifs de la demande}

# Ce qui est déjà fait
{démarches faites}

# Ce que nous proposons
{ce qui est demandé}

Note écrite par {signataire}, {organisme}. Le ménage l’a relue et accepte qu’elle soit envoyée : il signe ici.

# Signatures
{signatures}`,
  },
  'transfer-request': {
    subject: 'Demande de mutation',
    body: `Madame, Monsieur,

Nous sommes {destinataire}. Nous habitons : {adresse}.
Nous demandons un autre logement de votre parc.
{demande de logement}

${situation}

# Pourquoi nous demandons à changer
{motifs de la demande}

# Ce que nous demandons
{ce qui est demandé}

# Pièces
{pièces du dossier}

# Signature
{signatures}`,
  },
}

const columns = (...labels: string[]) => labels.map((label) => ({ label, numeric: false }))

/** What the tables of a prepared file look like, before any household is chosen. */
export const sampleHousingTables: LetterTables = {
  'motifs vérifiés': {
    columns: columns('Motif', 'Ce qui le montre'),
    rows: [['Hébergé depuis longtemps', 'Hébergement depuis le 1er mars 2026, plus de 6 mois.']],
  },
  'pièces du dossier': {
    columns: columns('Pièce', 'Où elle en est'),
    rows: [
      ['Attestation de demande de logement social', 'Jointe'],
      ['Dernier avis d’imposition', 'Suivra'],
    ],
  },
}
