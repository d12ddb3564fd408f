import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { findMeasure } from '#server/measures/find-measure.ts'
import { askMeasure, makeProgramme, startMeasure } from '#server/measures/world-for-tests.ts'
import { expectAccessible } from '#server/support-plan/accessible-pdf-for-tests.ts'
import { renderContract } from '#server/support-plan/contract-letter.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let programmeId: string
let threePartyId: string
const { supportPlan, measures } = contract
const as = 'social-worker'
const nowhere = '019aa000-0000-7000-8000-000000000000'
const paper = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

beforeAll(async () => {
  t = await openTestHouse()
  programmeId = await makeProgramme(t)
  threePartyId = await makeProgramme(t, {
    name: 'Bail accompagné',
    overlap: 'free',
    documents: [{ kind: 'three-party-agreement', moment: 'before-start' }],
  })
})
afterAll(() => t.close())

const versionOf = async (measureId: string) =>
  (await t.call(supportPlan.open, { measureId }, { as })).body.measureVersion

const contractText = (measureId: string, which: 'support-contract' | 'three-party-agreement') =>
  t.asMember(as, async (context) => {
    const measure = await findMeasure(context.tx, t.here.id, measureId)
    if (!measure) throw new Error('no measure')
    return (await renderContract(context, measure, which)).text.replaceAll(/[\u00a0\u202f]/g, ' ')
  })

describe('the contract', () => {
  test('tells parties, dates, objectives in the household’s words, rhythm and rights, accessibly', async () => {
    const { measureId } = await askMeasure(t, programmeId)
    await startMeasure(t, measureId, '2026-09-01')
    const { objectiveId } = (
      await t.call(
        supportPlan.addObjective,
        { measureId, kind: 'budget', openedOn: '2026-09-01', ownWords: 'Finir le mois sans découvert.' },
        { as },
      )
    ).body
    await t.call(
      supportPlan.addAction,
      {
        objectiveId,
        what: 'Faire le point des factures',
        service: 'budget',
        who: 'Le ménage et la conseillère',
        dueOn: '2026-12-01',
      },
      { as },
    )
    const text = await contractText(measureId, 'support-contract')
    for (const part of [
      'Dispositif : Mesure d’essai.',
      'Il commence le 1er septembre 2026 et finit le 1er mars 2027.',
      'Nous nous voyons au moins une fois toutes les 2 semaines.',
      'Nous faisons le point ensemble tous les 3 mois.',
      'Équilibrer le budget | Finir le mois sans découvert. | Faire le point des factures (Le ménage et la conseillère, budget, avant le 1er décembre 2026)',
      'Vous pouvez l’arrêter quand vous voulez.',
      'Vous pouvez lire votre dossier et le faire corriger.',
      'La personne accompagnée | L’organisme qui accompagne',
    ])
      expect(text).toContain(part)
    await expectAccessible(
      await t.send(supportPlan.downloadContract, { measureId, paper: 'support-contract' }, { as }),
    )
  })

  test('before the start, it says the months that the programme gives', async () => {
    const { measureId } = await askMeasure(t, programmeId)
    expect(await contractText(measureId, 'support-contract')).toContain(
      'Il dure 6 mois à partir de son début. Il peut être prolongé, jusqu’à 12 mois en tout.',
    )
  })

  test('has a place for the landlord when the programme asks for a three-party agreement', async () => {
    const { measureId } = await askMeasure(t, threePartyId)
    const { papers } = (await t.call(supportPlan.open, { measureId }, { as })).body
    expect(papers).toEqual([{ paper: 'three-party-agreement', receivedOn: null, documentId: null }])
    const text = await contractText(measureId, 'three-party-agreement')
    expect(text).toContain('accord entre trois parties')
    expect(text).toContain('La personne accompagnée | Le bailleur | L’organisme qui accompagne')
    await expectAccessible(
      await t.send(supportPlan.downloadContract, { measureId, paper: 'three-party-agreement' }, { as }),
    )
  })

  test('its wording is the organisation’s own once it was changed', async () => {
    const { measureId } = await askMeasure(t, programmeId)
    const wording = { subject: 'Notre contrat', body: 'Avec {dispositif}, {ménage inconnu}.' }
    const key = 'support-contract' as const
    const refused = await t.call(contract.letters.saveTemplate, { key, version: 0, ...wording })
    expect(refused.body).toMatchObject({ reason: 'unknown-field' })
    const own = { ...wording, body: 'Avec {dispositif}.' }
    const { body } = await t.call(contract.letters.saveTemplate, { key, version: 0, ...own })
    expect(await contractText(measureId, 'support-contract')).toBe('Notre contrat\n\nAvec Mesure d’essai.')
    await t.call(contract.letters.restoreTemplate, { key, version: body.version })
  })
})

describe('the signed paper', () => {
  const keep = async (measureId: string, change: object = {}, content: Uint8Array = paper) =>
    t.send(
      supportPlan.keepSignedContract,
      {
        measureId,
        version: await versionOf(measureId),
        paper: 'support-contract',
        signedOn: '2026-11-20',
        ...change,
      },
      { as, upload: { fileName: 'contrat.pdf', content, contentType: 'application/pdf' } },
    )

  test('joins the file on the social side, stands for the required paper, and is the signature', async () => {
    const { measureId, householdId } = await askMeasure(t, programmeId)
    const { version } = (await t.call(measures.open, { measureId }, { as })).body
    await t.call(
      measures.recordFact,
      { measureId, version, fact: { kind: 'diagnosis-started', on: '2026-11-10' } },
      { as },
    )
    const answer = (await (await keep(measureId)).json()) as { version: number; documentId: string }
    expect(answer).toMatchObject({ isRecorded: true })
    const { rows } = await t.owner.query(
      'select kind, title, compartment, audience from document where household_id = $1',
      [householdId],
    )
    expect(rows).toEqual([
      {
        kind: 'agreement',
        title: 'Contrat d’accompagnement signé le 20/11/2026',
        compartment: 'social',
        audience: 'team',
      },
    ])
    const { body } = await t.call(measures.open, { measureId }, { as })
    expect(body).toMatchObject({
      status: 'contract-signed',
      version: answer.version,
      papers: [{ kind: 'support-contract', receivedOn: '2026-11-20', documentId: answer.documentId }],
    })
  })

  test('is kept even where the course of the measure does not await a signature', async () => {
    const { measureId } = await askMeasure(t, programmeId)
    await startMeasure(t, measureId, '2026-11-01')
    expect(await (await keep(measureId)).json()).toMatchObject({ isRecorded: false })
    expect((await t.call(measures.open, { measureId }, { as })).body).toMatchObject({
      status: 'active',
      papers: [{ receivedOn: '2026-11-20' }],
    })
  })

  test('each refusal keeps nothing', async () => {
    const { measureId, householdId } = await askMeasure(t, programmeId)
    const reasonOf = async (response: Response) => ((await response.json()) as { reason?: string }).reason
    expect(await reasonOf(await keep(measureId, { signedOn: '2026-12-01' }))).toBe('in-the-future')
    expect(await reasonOf(await keep(measureId, { version: 99 }))).toBe('stale-version')
    expect(await reasonOf(await keep(measureId, {}, Buffer.from('bonjour')))).toBe('not-a-document')
    const other = await t.send(
      supportPlan.keepSignedContract,
      { measureId: nowhere, version: 1, paper: 'support-contract', signedOn: '2026-11-20' },
      { as, upload: { fileName: 'contrat.pdf', content: paper } },
    )
    expect(await reasonOf(other)).toBe('unknown-record')
    const { rows } = await t.owner.query(
      `select (select count(*)::int from document where household_id = $1) as documents,
        (select count(*)::int from measure_document where measure_id = $2) as papers`,
      [householdId, measureId],
    )
    expect(rows).toEqual([{ documents: 0, papers: 0 }])
  })
})
