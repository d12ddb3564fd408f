import type {
  DelayRule,
  EventDefinition,
  Field,
  ProcedureDefinition,
  StateDefinition,
  Transition,
} from '#domain/procedures/definition.ts'
import { writtenDay } from '#domain/procedures/mediation-delays.ts'

/** Articles known in the field, not read in the handbook: the screen shows that they are to be checked. */
const decency = 'loi du 6 juillet 1989 art. 20-1 (à vérifier)'
const police = 'CCH art. L.511-1 à L.511-22 (à vérifier)'
const occupants = 'CCH art. L.521-1 à L.521-4 (à vérifier)'
const aid = 'CCH art. L.843-1 et L.843-2 (à vérifier)'

const states: Readonly<Record<string, StateDefinition>> = {
  noticed: {
    label: 'Désordres repérés',
    meaning: 'Des problèmes graves sont vus dans le logement. Il faut les écrire et les montrer (photos).',
  },
  'landlord-told': {
    label: 'Bailleur prévenu',
    meaning: 'Le propriétaire a reçu la demande de réparer. Il doit répondre.',
  },
  conciliation: {
    label: 'Conciliation demandée',
    meaning: 'Une commission gratuite essaie de mettre d’accord le locataire et le propriétaire.',
  },
  reported: {
    label: 'Signalé à l’autorité',
    meaning: 'La mairie, le service d’hygiène ou l’agence de santé est prévenue et doit venir voir.',
  },
  confirmed: {
    label: 'Désordres constatés',
    meaning:
      'Une visite a confirmé les problèmes. L’autorité peut obliger le propriétaire à faire les travaux.',
  },
  hearing: {
    label: 'Propriétaire entendu',
    meaning: 'Le propriétaire peut donner son avis avant la décision de l’autorité.',
  },
  ordered: {
    label: 'Arrêté pris : travaux obligatoires',
    meaning:
      'Le propriétaire doit faire les travaux. Le plus souvent le loyer n’est plus dû tant qu’ils ne sont pas finis.',
  },
  'must-leave': {
    label: 'Arrêté avec interdiction d’habiter',
    meaning: 'Il est interdit de rester dans le logement. Le propriétaire doit payer un relogement.',
  },
  'works-by-authority': {
    label: 'Travaux faits par l’autorité',
    meaning: 'Le propriétaire n’a rien fait : l’autorité fait les travaux à ses frais.',
  },
  court: {
    label: 'Juge saisi',
    meaning: 'Le juge peut obliger le propriétaire à faire les travaux et baisser le loyer.',
  },
  'works-agreed': {
    label: 'Travaux promis ou ordonnés par le juge',
    meaning: 'Le propriétaire doit faire les travaux à la date prévue.',
  },
  mended: { label: 'Logement remis en état', meaning: 'Les travaux sont faits et vérifiés.', ends: 'well' },
  rehoused: { label: 'Ménage relogé', meaning: 'Le ménage vit dans un autre logement.', ends: 'well' },
  unfounded: {
    label: 'Désordres non confirmés',
    meaning: 'La visite n’a pas confirmé les problèmes.',
    ends: 'neutral',
  },
  dropped: { label: 'Signalement arrêté', meaning: 'La démarche est arrêtée.', ends: 'neutral' },
}

const what: Field = { key: 'what', label: 'Ce qui a été constaté', type: 'text' }
const byDay = (label: string): Field => ({ key: 'by', label, type: 'day' })

const events: Readonly<Record<string, EventDefinition>> = {
  'landlord-told': {
    label: 'Demande de mise en conformité envoyée au bailleur',
    who: 'household',
    documents: ['La lettre recommandée', 'Les photos datées'],
  },
  'landlord-silent': {
    label: 'Pas de réponse du bailleur',
    who: 'landlord',
    derived: true,
  },
  'works-promised': {
    label: 'Travaux promis par le bailleur',
    who: 'landlord',
    fields: [byDay('Finis avant le')],
  },
  'conciliation-asked': { label: 'Commission de conciliation saisie', who: 'household' },
  'conciliation-agreed': {
    label: 'Accord en conciliation',
    who: 'landlord',
    fields: [byDay('Travaux finis avant le')],
  },
  'conciliation-failed': { label: 'Pas d’accord en conciliation', who: 'landlord' },
  'payer-told': {
    label: 'Constat de non-décence transmis à la CAF ou la MSA',
    who: 'social-worker',
    documents: ['Le constat de non-décence'],
  },
  reported: {
    label: 'Signalement à l’autorité',
    who: 'social-worker',
    fields: [
      {
        key: 'to',
        label: 'Signalé à',
        type: 'choice',
        options: {
          commune: 'Mairie ou service d’hygiène',
          ars: 'Agence régionale de santé',
          platform: 'Histologe, Signal Logement ou pôle départemental',
        },
      },
    ],
    documents: ['Les photos datées', 'La description des désordres'],
  },
  confirmed: { label: 'Visite : désordres confirmés', who: 'health-authority', fields: [what] },
  unfounded: { label: 'Visite : désordres non confirmés', who: 'health-authority', fields: [what] },
  'owner-heard': { label: 'Rapport envoyé au propriétaire', who: 'health-authority' },
  ordered: {
    label: 'Arrêté de travaux',
    who: 'health-authority',
    fields: [
      byDay('Travaux à finir avant le'),
      { key: 'rentStops', label: 'Loyer suspendu', type: 'boolean' },
    ],
    documents: ['L’arrêté'],
  },
  'ordered-to-leave': {
    label: 'Arrêté avec interdiction d’habiter',
    who: 'health-authority',
    fields: [
      {
        key: 'lasting',
        label: 'Interdiction',
        type: 'choice',
        options: { temporary: 'temporaire', final: 'définitive' },
      },
      byDay('Interdit d’habiter à partir du'),
    ],
    documents: ['L’arrêté'],
  },
  'rehousing-offered': {
    label: 'Relogement ou hébergement proposé par le propriétaire',
    who: 'landlord',
  },
  'rehousing-taken-over': { label: 'Relogement pris en charge par l’autorité', who: 'prefect' },
  'works-by-authority': { label: 'Travaux d’office décidés', who: 'health-authority' },
  'court-seized': { label: 'Juge saisi par le locataire', who: 'household' },
  'judge-orders': {
    label: 'Travaux ordonnés par le juge',
    who: 'judge',
    fields: [
      byDay('Finis avant le'),
      { key: 'rentCutCents', label: 'Baisse de loyer par mois', type: 'cents', min: 0 },
    ],
    documents: ['Le jugement'],
  },
  'judge-refuses': { label: 'Demande rejetée par le juge', who: 'judge', documents: ['Le jugement'] },
  mended: {
    label: 'Travaux finis et vérifiés (mainlevée s’il y a un arrêté)',
    who: 'health-authority',
    documents: ['La mainlevée ou le constat de fin de travaux'],
  },
  rehoused: { label: 'Ménage relogé', who: 'household' },
  dropped: {
    label: 'Démarche arrêtée',
    who: 'household',
    fields: [{ key: 'reasons', label: 'Pourquoi', type: 'text' }],
  },
}

const landlordAnswer: DelayRule = {
  rule: 'landlord-answer',
  label: 'Le bailleur répond à la demande de mise en conformité',
  sense: 'act-by',
  who: 'landlord',
  length: { unit: 'months', key: 'unfit-housing.landlord-months' },
  moves: 'kept',
  metBy: ['works-promised'],
  silence: 'landlord-silent',
  isLegal: true,
  source: decency,
}

const promisedWorks: DelayRule = {
  rule: 'works',
  label: 'Travaux finis',
  sense: 'act-by',
  who: 'landlord',
  length: (_course, fact) => writtenDay(fact, 'by'),
  moves: 'kept',
  metBy: ['mended'],
  outlivesState: true,
  isLegal: true,
  source: police,
}

const visit: DelayRule = {
  rule: 'visit',
  label: 'L’autorité visite le logement ; la relancer sinon',
  sense: 'act-by',
  who: 'health-authority',
  length: { unit: 'months', key: 'unfit-housing.visit-months' },
  metBy: ['confirmed', 'unfounded'],
  isLegal: false,
  source: 'pratique : le délai se règle dans les paramètres',
}

const observations: DelayRule = {
  rule: 'owner-observations',
  label: 'Observations du propriétaire avant l’arrêté',
  sense: 'runs-until',
  who: 'landlord',
  length: { unit: 'months', key: 'unfit-housing.observation-months' },
  isLegal: false,
  source: police,
}

const contest: DelayRule = {
  rule: 'order-contest',
  label: 'Recours contre l’arrêté',
  sense: 'runs-until',
  who: 'landlord',
  length: { unit: 'months', key: 'unfit-housing.contest-months' },
  outlivesState: true,
  isLegal: false,
  source: 'CJA art. R.421-1',
}

const rehousingOffer: DelayRule = {
  rule: 'rehousing-offer',
  label: 'Le propriétaire propose un relogement ; à défaut, l’autorité',
  sense: 'act-by',
  who: 'landlord',
  length: { unit: 'months', key: 'unfit-housing.rehousing-offer-months' },
  metBy: ['rehousing-offered', 'rehousing-taken-over', 'rehoused'],
  isLegal: true,
  source: occupants,
}

const leaveBy: DelayRule = {
  rule: 'leave-by',
  label: 'Interdiction d’habiter : être parti',
  sense: 'act-by',
  who: 'household',
  length: (_course, fact) => writtenDay(fact, 'by'),
  moves: 'kept',
  metBy: ['rehoused', 'mended'],
  isLegal: true,
  source: occupants,
}

const conciliationDelay: DelayRule = {
  rule: 'conciliation',
  label: 'La commission de conciliation rend son avis',
  sense: 'act-by',
  who: 'landlord',
  length: { unit: 'months', key: 'unfit-housing.conciliation-months' },
  metBy: ['conciliation-agreed', 'conciliation-failed'],
  isLegal: false,
  source: decency,
}

const payerDelay: DelayRule = {
  rule: 'aid-kept',
  label: 'Aide au logement conservée par la CAF ou la MSA jusqu’aux travaux',
  sense: 'runs-until',
  who: 'payer',
  length: { unit: 'months', key: 'unfit-housing.payer-months' },
  moves: 'kept',
  outlivesState: true,
  isLegal: true,
  source: aid,
}

const beforeAuthority = ['noticed', 'landlord-told', 'conciliation', 'works-agreed', 'court']
const underAuthority = ['reported', 'confirmed', 'hearing', 'ordered', 'must-leave', 'works-by-authority']
const living = [...beforeAuthority, ...underAuthority]

const rows: readonly Transition[] = [
  {
    from: ['noticed'],
    event: 'landlord-told',
    to: 'landlord-told',
    delays: [landlordAnswer],
    source: decency,
  },
  { from: ['landlord-told'], event: 'landlord-silent', to: 'landlord-told', source: decency },
  {
    from: ['landlord-told', 'conciliation', 'reported', 'confirmed', 'hearing'],
    event: 'works-promised',
    to: 'works-agreed',
    delays: [promisedWorks],
    source: decency,
  },
  {
    from: ['landlord-told'],
    event: 'conciliation-asked',
    to: 'conciliation',
    delays: [conciliationDelay],
    source: decency,
  },
  {
    from: ['conciliation'],
    event: 'conciliation-agreed',
    to: 'works-agreed',
    delays: [promisedWorks],
    source: decency,
  },
  { from: ['conciliation'], event: 'conciliation-failed', to: 'landlord-told', source: decency },
  ...living.map((state) => ({
    from: [state],
    event: 'payer-told',
    to: state,
    delays: [payerDelay],
    source: aid,
  })),
  { from: beforeAuthority, event: 'reported', to: 'reported', delays: [visit], source: police },
  { from: ['reported'], event: 'confirmed', to: 'confirmed', source: police },
  { from: ['reported'], event: 'unfounded', to: 'unfounded', source: police },
  { from: ['confirmed'], event: 'owner-heard', to: 'hearing', delays: [observations], source: police },
  // In an imminent danger the order is taken without hearing the owner.
  {
    from: ['reported', 'confirmed', 'hearing'],
    event: 'ordered',
    to: 'ordered',
    delays: [promisedWorks, contest],
    source: police,
  },
  {
    from: ['reported', 'confirmed', 'hearing', 'ordered'],
    event: 'ordered-to-leave',
    to: 'must-leave',
    delays: [leaveBy, rehousingOffer, contest],
    source: occupants,
  },
  { from: ['must-leave'], event: 'rehousing-offered', to: 'must-leave', source: occupants },
  { from: ['must-leave'], event: 'rehousing-taken-over', to: 'must-leave', source: occupants },
  { from: ['ordered', 'must-leave'], event: 'works-by-authority', to: 'works-by-authority', source: police },
  { from: ['landlord-told', 'works-agreed'], event: 'court-seized', to: 'court', source: decency },
  { from: ['court'], event: 'judge-orders', to: 'works-agreed', delays: [promisedWorks], source: decency },
  { from: ['court'], event: 'judge-refuses', to: 'landlord-told', source: decency },
  { from: living.filter((state) => state !== 'noticed'), event: 'mended', to: 'mended', source: police },
  { from: living, event: 'rehoused', to: 'rehoused', source: occupants },
  { from: living, event: 'dropped', to: 'dropped', source: police },
]

/** Indecent or unfit housing, from the first letter to the works or the new home; articles of general knowledge. */
export const unfitHousing: ProcedureDefinition = {
  kind: 'unfit-housing',
  version: '2026-11-22',
  compartment: 'social',
  circumstances: [
    {
      key: 'nature',
      label: 'Nature des désordres',
      type: 'choice',
      options: {
        indecent: 'Logement non décent',
        unsanitary: 'Insalubrité',
        dangerous: 'Danger (structure, électricité, incendie)',
      },
    },
    { key: 'children', label: 'Enfants mineurs dans le logement', type: 'boolean' },
    { key: 'owner', label: 'Propriétaire ou gérant', type: 'text' },
  ],
  start: 'noticed',
  states,
  events,
  guards: {},
  rows,
  sources: [
    'Loi du 6 juillet 1989 art. 6 et 20-1, décret du 30 janvier 2002 (à vérifier)',
    'CCH art. L.511-1 à L.511-22, L.521-1 à L.521-4 (à vérifier)',
  ],
}
