import { throwDice } from '#db/seed/dice.ts'
import { type HouseholdTeller, tellOf } from '#server/demo/household-teller.ts'
import type { Teller } from '#server/demo/teller.ts'

const referents = ['claire.fontaine', 'hugo.marchand', 'nadia.benali', 'pierre.lemoine'] as const
const followedHouseholds = 48

const contacts = [
  {
    outcome: 'met',
    body: 'Les difficultés viennent de charges d’énergie plus fortes que prévu. Prochain règlement annoncé en début de mois.',
  },
  { outcome: 'no-answer', body: 'Deux appels à des heures différentes, sans réponse.' },
  { outcome: 'message-left', body: 'Message laissé avec le numéro direct et les jours de permanence.' },
  {
    outcome: 'met',
    channel: 'appointment',
    place: 'agency',
    body: 'Point sur le compte, ligne par ligne. Le ménage comprend la régularisation et propose un échéancier.',
  },
  {
    outcome: 'met',
    channel: 'visit',
    place: 'home',
    body: 'Visite : logement entretenu, courrier non ouvert depuis plusieurs semaines, tri fait ensemble.',
  },
  {
    outcome: 'absent',
    channel: 'visit',
    place: 'home',
    body: 'Absent. Avis de passage laissé avec une date de retour.',
  },
  {
    outcome: 'met',
    channel: 'e-mail',
    body: 'Réponse à notre message : attente d’un rappel de droits de la CAF, justificatif promis.',
  },
] as const

const tasks = [
  { kind: 'call', title: 'Rappeler après l’échéance' },
  { kind: 'visit', title: 'Visite à domicile' },
  { kind: 'document-awaited', title: 'Avis d’imposition et trois dernières fiches de paie' },
  { kind: 'file', title: 'Dossier FSL à compléter' },
  { kind: 'letter', title: 'Courrier récapitulatif au ménage' },
  { kind: 'check', title: 'Point de situation' },
] as const

/** The most urgent households nobody follows yet are shared out, each with some past and something to do. */
export const tellCaseload = async (teller: Teller): Promise<void> => {
  const rows = await teller.tx
    .selectFrom('arrears_state')
    .where('organisation_id', '=', teller.organisationId)
    .where('referent_id', 'is', null)
    .select('household_id')
    .orderBy('urgency_score', 'desc')
    .orderBy('tenancy_id')
    .limit(followedHouseholds)
    .execute()
  const dice = throwDice(48)
  for (const [order, { household_id }] of rows.entries()) {
    const member = referents[order % referents.length] ?? referents[0]
    const tell = tellOf(teller, household_id)
    const since = dice.between(20, 140)
    await tell.follow(member, since)
    for (let ago = since - dice.between(1, 6); ago > 0; ago -= dice.between(18, 50))
      await tell.contact(member, ago, dice.pick(contacts))
    if (dice.chance(0.6)) await addTask(tell, member, dice.between(-6, 16), dice.pick(tasks))
  }
}

const addTask = (tell: HouseholdTeller, member: string, inDays: number, task: (typeof tasks)[number]) =>
  tell.task(member, 12, { ...task, inDays })
