import { generatePath } from 'react-router'

/**
 * Every address of the application. `patterns` is what the router matches; `paths` makes an address:
 * `paths.household({ slug, householdId })`. Filters and tabs are added by `useUrlState`, not here.
 */
export const patterns = {
  home: '/',
  signIn: '/connexion',
  forgottenPassword: '/mot-de-passe-oublie',
  newPassword: '/nouveau-mot-de-passe',
  invitation: '/invitation/:token',
  account: '/mon-compte',
  mailbox: '/courriels',
  api: '/api',
  publicRequest: '/demande/:slug',
  publicSessions: '/seances/:slug',
  cancelSignUp: '/seances/:slug/annuler/:token',

  organisation: '/:slug',
  myDay: '/:slug/ma-journee',
  tasks: '/:slug/ma-journee/taches',
  deadlines: '/:slug/ma-journee/echeances',
  deadlineRehearsal: '/:slug/ma-journee/echeances/essai',

  arrears: '/:slug/reperage',
  regimeChange: '/:slug/reperage/regime-2027',
  ladderLetters: '/:slug/reperage/courriers',
  imports: '/:slug/reperage/imports',
  import: '/:slug/reperage/imports/:importId',

  households: '/:slug/menages',
  duplicates: '/:slug/menages/doublons',
  aidReviews: '/:slug/menages/aides',
  household: '/:slug/menages/:householdId',
  householdPersons: '/:slug/menages/:householdId/personnes',
  householdSituation: '/:slug/menages/:householdId/situation',
  householdProcedures: '/:slug/menages/:householdId/procedures',
  procedure: '/:slug/menages/:householdId/procedures/:procedureId',
  arrearsLine: '/:slug/menages/:householdId/procedures/impaye/:tenancyId',
  socialAssessment: '/:slug/menages/:householdId/procedures/:procedureId/diagnostic',
  householdRights: '/:slug/menages/:householdId/droits',
  householdWhatIf: '/:slug/menages/:householdId/droits/simulation',
  householdFsl: '/:slug/menages/:householdId/fsl',
  householdTenancy: '/:slug/menages/:householdId/logement',
  householdSupport: '/:slug/menages/:householdId/accompagnement',
  householdPath: '/:slug/menages/:householdId/parcours',
  householdLog: '/:slug/menages/:householdId/fil',
  householdFunding: '/:slug/menages/:householdId/finances',
  householdDocuments: '/:slug/menages/:householdId/documents',
  householdMessages: '/:slug/menages/:householdId/messages',
  householdShared: '/:slug/menages/:householdId/partage',
  sendParcel: '/:slug/menages/:householdId/orienter',
  householdJournal: '/:slug/menages/:householdId/historique',
  housingFile: '/:slug/menages/:householdId/dossiers/:fileId',
  hearing: '/:slug/menages/:householdId/audiences/:hearingFileId',
  newPlan: '/:slug/menages/:householdId/plans/nouveau',
  plan: '/:slug/menages/:householdId/plans/:planId',

  reception: '/:slug/accueil',
  receptionSlots: '/:slug/accueil/permanences',
  receptionFigures: '/:slug/accueil/chiffres',
  hearings: '/:slug/accueil/audiences',
  groupSessions: '/:slug/accueil/seances',
  groupSession: '/:slug/accueil/seances/:sessionId',

  support: '/:slug/accompagnements',
  caseload: '/:slug/accompagnements/charge',
  coverage: '/:slug/accompagnements/aller-vers',
  measure: '/:slug/accompagnements/:measureId',
  referrals: '/:slug/accompagnements/demandes',
  referral: '/:slug/accompagnements/demandes/:referralId',
  sentParcels: '/:slug/accompagnements/envois',
  sentParcel: '/:slug/accompagnements/envois/:parcelId',
  volunteers: '/:slug/accompagnements/benevoles',
  ownHouseholds: '/:slug/mes-menages',
  ownHousehold: '/:slug/mes-menages/:householdId',
  ownRequests: '/:slug/mes-demandes',
  newRequest: '/:slug/mes-demandes/nouvelle',
  ownRequest: '/:slug/mes-demandes/:referralId',
  programmes: '/:slug/accompagnements/dispositifs',
  programme: '/:slug/accompagnements/dispositifs/:programmeId',
  programmeDraft: '/:slug/accompagnements/dispositifs/:programmeId/brouillon',
  programmeVersion: '/:slug/accompagnements/dispositifs/:programmeId/versions/:number',

  glidingLeases: '/:slug/accompagnements/baux-glissants',
  homeSearches: '/:slug/accompagnements/recherches',
  housingProjects: '/:slug/accompagnements/projets',
  housingProject: '/:slug/accompagnements/projets/:projectId',
  technicalReports: '/:slug/accompagnements/signalements',
  technicalReport: '/:slug/accompagnements/signalements/:reportId',

  funding: '/:slug/financements',
  fundingFigures: '/:slug/financements/suivi',
  renewalProjects: '/:slug/financements/renouvellement-urbain',
  renewalProject: '/:slug/financements/renouvellement-urbain/:projectId',
  payments: '/:slug/financements/paiements',
  awaitingInvoices: '/:slug/financements/paiements/factures',
  payees: '/:slug/financements/paiements/beneficiaires',
  payee: '/:slug/financements/paiements/beneficiaires/:payeeId',
  bankFiles: '/:slug/financements/prelevements',
  bankFile: '/:slug/financements/prelevements/fichiers/:fileId',
  sepaMandates: '/:slug/financements/prelevements/mandats',
  bank: '/:slug/financements/banque',
  bankStatements: '/:slug/financements/banque/releves',
  bankAccounts: '/:slug/financements/banque/comptes',
  ledgerEntries: '/:slug/financements/comptabilite',
  ledgerAccounts: '/:slug/financements/comptabilite/comptes',
  ledgerBooks: '/:slug/financements/comptabilite/cloture',
  loans: '/:slug/financements/prets',
  loanReminders: '/:slug/financements/prets/relances',
  loan: '/:slug/financements/prets/:financingId',
  application: '/:slug/financements/dossiers/:applicationId',
  financingPlan: '/:slug/financements/dossiers/:applicationId/plan',
  committees: '/:slug/financements/commissions',
  sitting: '/:slug/financements/commissions/:sittingId',
  products: '/:slug/financements/produits',
  product: '/:slug/financements/produits/:productId',
  productDraft: '/:slug/financements/produits/:productId/brouillon',
  productVersion: '/:slug/financements/produits/:productId/versions/:number',

  conventions: '/:slug/conventions',
  envelopes: '/:slug/conventions/enveloppes',
  envelope: '/:slug/conventions/enveloppes/:envelopeId',
  transfers: '/:slug/conventions/virements',
  conventionImport: '/:slug/conventions/import',
  conventionImported: '/:slug/conventions/import/:importId',
  convention: '/:slug/conventions/:conventionId',
  conventionTerms: '/:slug/conventions/:conventionId/termes',
  conventionFinancings: '/:slug/conventions/:conventionId/financements',

  messages: '/:slug/messages',
  newMessages: '/:slug/messages/nouveau',
  messageReturns: '/:slug/messages/retours',
  messageTemplates: '/:slug/messages/modeles',
  messageTemplate: '/:slug/messages/modeles/:templateId',
  messageBatch: '/:slug/messages/envois/:batchId',

  reports: '/:slug/pilotage',
  report: '/:slug/pilotage/rapport',
  figureList: '/:slug/pilotage/rapport/:figure',
  associationLeases: '/:slug/pilotage/locations',

  approvals: '/:slug/reglages/agrements',
  settings: '/:slug/reglages',
  settingsMembers: '/:slug/reglages/membres',
  settingsParameters: '/:slug/reglages/parametres',
  settingsTemplates: '/:slug/reglages/modeles',
  settingsLadder: '/:slug/reglages/echelle',
  settingsLocalRules: '/:slug/reglages/regles-locales',
  settingsLocalRule: '/:slug/reglages/regles-locales/:kind/:territory',
  settingsTokens: '/:slug/reglages/jetons',
  settingsRetention: '/:slug/reglages/conservation',
  settingsPartners: '/:slug/reglages/partenaires',
  settingsJournal: '/:slug/reglages/journal',
} as const

type Patterns = typeof patterns

type ParamOf<P extends string> = P extends `${string}:${infer Param}/${infer Rest}`
  ? Param | ParamOf<Rest>
  : P extends `${string}:${infer Param}`
    ? Param
    : never

type Params<P extends string> = { readonly [K in ParamOf<P>]: string }

type PathMaker<P extends string> = [ParamOf<P>] extends [never] ? () => string : (params: Params<P>) => string

const makerOf = (pattern: string) => (params?: Record<string, string>) => generatePath(pattern, params)

export const paths = Object.fromEntries(
  Object.entries(patterns).map(([name, pattern]) => [name, makerOf(pattern)]),
) as unknown as { readonly [N in keyof Patterns]: PathMaker<Patterns[N]> }
