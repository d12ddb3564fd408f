/** What a figure is about and what changes with it, by the beginning of its key; the longest beginning wins. */
const subjects: readonly (readonly [prefix: string, subject: string, effect: string])[] = [
  [
    'arrears.a.',
    'Impayé, règles jusqu’au 31/12/2026',
    'Change les impayés repérés et leurs dates limites, au prochain repérage.',
  ],
  [
    'arrears.b.',
    'Impayé, règles à partir du 01/01/2027',
    'Change les impayés repérés sous les nouvelles règles, au prochain repérage.',
  ],
  [
    'arrears.',
    'Impayé, règles communes',
    'Change les dates limites du signalement et des procédures, au prochain repérage.',
  ],
  [
    'plan.',
    'Plan d’apurement',
    'Change les plans proposés et leur suivi ; les échéances d’un plan signé ne bougent pas.',
  ],
  [
    'sepa.',
    'Prélèvements et virements',
    'Change les fichiers préparés à partir de ce jour, et les mandats caducs.',
  ],
  [
    'credit.',
    'Droit du crédit',
    'Change le régime et les délais des offres envoyées à partir de ce jour ; celles déjà envoyées gardent les leurs.',
  ],
  [
    'loans.',
    'Prêts : retards, dépréciations, forclusion',
    'Change les tranches de retard, les dépréciations proposées et les alertes, dès la nuit suivante ; aucun échéancier ne bouge.',
  ],
  [
    'application.',
    'Dossiers de financement : délais',
    'Change les dates auxquelles un dossier est à vérifier, à décider ou à signer, et les tâches qui les rappellent.',
  ],
  [
    'monthly-aid.',
    'Aide mensuelle',
    'Change le nombre de mois d’affilée des dossiers déposés à partir de ce jour.',
  ],
  [
    'microcredit.',
    'Microcrédit',
    'Change la part des impayés que la garantie couvre, dans les appels à venir.',
  ],
  [
    'subsidies.',
    'Subventions : délais, avances et acomptes',
    'Change les échéances suivies et les acomptes calculés à partir de ce jour.',
  ],
  [
    'renewal.',
    'Renouvellement urbain, grille d’Action Logement',
    'Change les maxima des opérations engagées à partir de ce jour ; ce qui est décidé ne bouge pas.',
  ],
  [
    'eviction.',
    'Expulsion locative',
    'Change les échéances des procédures d’expulsion, redessinées aussitôt.',
  ],
  [
    'assessment.',
    'Diagnostic social et financier',
    'Change les échéances des diagnostics et des audiences, redessinées aussitôt.',
  ],
  ['ccapex.', 'CCAPEX', 'Change les échéances des saisines de la CCAPEX, redessinées aussitôt.'],
  ['referrals.', 'Demandes reçues', 'Change le délai de réponse des demandes reçues à partir de ce jour.'],
  [
    'reception.',
    'Accueil et séances',
    'Change les rappels et l’effacement des inscrits à partir de la nuit prochaine.',
  ],
  ['messages.', 'SMS : heures d’envoi', 'Change les heures auxquelles partent les SMS à partir de ce jour.'],
  ['letters.', 'Courriers', 'Change ce que disent les lettres faites à partir de ce jour.'],
  ['rsa.', 'RSA', 'Change les calculs de ressources et de quotité datés à partir de ce jour.'],
  ['housing-aid.', 'Aide au logement', 'Change l’aide au logement estimée dans les droits des ménages.'],
  ['rls.', 'Réduction de loyer de solidarité', 'Change la RLS estimée, et l’aide au logement qui en dépend.'],
  ['aah.', 'AAH', 'Change l’AAH estimée dans les droits des ménages.'],
  ['aspa.', 'ASPA', 'Change l’ASPA estimée, et l’âge à partir duquel elle passe avant le RSA.'],
  ['sls.', 'Supplément de loyer de solidarité', 'Change le supplément de loyer estimé.'],
  [
    'social-housing.',
    'Logement social, catégories de ménage',
    'Change la catégorie du ménage dans les plafonds.',
  ],
  ['seizable.', 'Quotité saisissable', 'Change la part saisissable calculée à partir de ce jour.'],
  ['effort.', 'Taux d’effort', 'Change les seuils d’alerte du taux d’effort, dans tous les budgets.'],
  [
    'overindebtedness.',
    'Forfaits de la commission de surendettement',
    'Change la capacité de remboursement calculée à partir de ce jour.',
  ],
  [
    'protocol.',
    'Protocole de cohésion sociale',
    'Change les durées acceptées et les échéances des protocoles, dès qu’ils sont relus.',
  ],
  [
    'overindebtedness.delay.',
    'Surendettement : délais',
    'Change les échéances des dossiers de surendettement, dès qu’ils sont relus.',
  ],
  ['fsl.', 'FSL', 'Change l’évaluation des demandes au FSL et leurs délais de recours à partir de ce jour.'],
  [
    'energy-cheque.',
    'Chèque énergie',
    'Change le chèque énergie estimé, donc le taux d’effort énergie comprise.',
  ],
  [
    'residual-income.',
    'Reste pour vivre',
    'Change le reste pour vivre et son alerte, dans tous les budgets.',
  ],
  [
    'ceiling.anah-',
    'Plafonds de ressources, Anah',
    'Change la catégorie de ressources des dossiers déposés à partir de ce jour.',
  ],
  [
    'ceiling.',
    'Plafonds de ressources, logement social et accession',
    'Change les conditions de ressources des dossiers déposés à partir de ce jour.',
  ],
  [
    'mpr-ampleur.',
    'MaPrimeRénov’ rénovation d’ampleur',
    'Change les aides simulées dans les dossiers déposés à partir de ce jour.',
  ],
  [
    'public-aid-cap.',
    'Plafonds des aides publiques',
    'Change les aides simulées dans les dossiers déposés à partir de ce jour.',
  ],
  ['adapt.', 'MaPrimeAdapt’', 'Change les aides simulées dans les dossiers déposés à partir de ce jour.'],
  [
    'decent-home.',
    'Ma Prime Logement Décent',
    'Change les aides simulées dans les dossiers déposés à partir de ce jour.',
  ],
  ['funding.', 'Dossiers de financement', 'Change l’alerte du taux d’effort dans les dossiers.'],
  ['gliding-lease.', 'Bail glissant', 'Change les dates des examens et de l’information du préfet.'],
  [
    'technical-reports.',
    'Signalements techniques',
    'Change le délai de réponse des signalements écrits à partir de ce jour.',
  ],
  ['approval.', 'Agréments', 'Change les échéances des agréments et leurs alertes.'],
  [
    'retention.',
    'Conservation',
    'Change ce que la purge de la nuit efface ; voyez-le d’abord dans Réglages, Conservation.',
  ],
  [
    'dalo.',
    'DALO : délais et motifs',
    'Change les échéances des recours DALO, redessinées dès l’enregistrement, et les motifs vérifiés.',
  ],
  ['daho.', 'DAHO : délais', 'Change les échéances des recours DAHO, redessinées dès l’enregistrement.'],
  [
    'housing-application.',
    'Demande de logement social',
    'Change la validité, les rappels et les radiations des demandes suivies.',
  ],
  [
    'allocation.',
    'Commission d’attribution',
    'Change le temps pour répondre à une offre et le jour pour envoyer une note d’intervention.',
  ],
  ['unfit-housing.', 'Habitat indigne ou non décent', 'Change les échéances des signalements suivis.'],
  [
    'units.',
    'Unités de consommation',
    'Change le nombre d’unités de consommation, donc les montants par personne.',
  ],
]

export const subjectOf = (key: string): { subject: string; effect: string } => {
  const [found] = subjects
    .filter(([prefix]) => key.startsWith(prefix))
    .toSorted(([a], [b]) => b.length - a.length)
  return {
    subject: found?.[1] ?? 'Autres paramètres',
    effect: found?.[2] ?? 'Change les calculs datés à partir de ce jour.',
  }
}

const advice: Readonly<Record<string, string>> = {
  'arrears.due-delay-days':
    'Vos appels sont datés du 1er et payables plus tard ? Donnez ici ce délai : à 0, un loyer est compté en retard dès la date de l’appel, donc tout le parc le 1er du mois.',
  'letters.rent-helpline': 'Vérifiez ce numéro avant le premier envoi ; avec 0, la lettre n’en donne aucun.',
  'arrears.b.fsl-months':
    'Aucun délai n’a été trouvé dans les textes lus. Donnez-le quand vous l’aurez lu dans le décret : Palier annoncera alors l’échéance.',
}

/** When to give a figure a value of one's own, for the few where the shipped one cannot suit everybody. */
export const adviceOf = (key: string): string | null => advice[key] ?? null
