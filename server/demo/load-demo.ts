import type pg from 'pg'
import { followConventions } from '#server/conventions/follow.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import { demoId } from '#server/demo/demo-id.ts'
import { loadAssociation } from '#server/demo/load-association.ts'
import { loadLandlord } from '#server/demo/load-landlord.ts'
import { loadLender } from '#server/demo/load-lender.ts'
import { loadStaff } from '#server/demo/load-staff.ts'
import { makeReleasedLetters } from '#server/demo/messages.ts'
import { tellReferrals } from '#server/demo/referrals.ts'
import { type DemoOrganisation, demoOrganisations } from '#server/demo/staff.ts'
import { openTeller, type Teller } from '#server/demo/teller.ts'
import { findDuplicates } from '#server/duplicates/find-duplicates.ts'
import type { House } from '#server/house.ts'
import type { Auth } from '#server/identity/auth.ts'
import { followMeasures } from '#server/measures/nightly.ts'
import { followPlans } from '#server/plans/follow-plans.ts'
import { reviewPortfolio } from '#server/rights/review-portfolio.ts'
import { followSupportPlans } from '#server/support-plan/tell-late-actions.ts'
import { followTechnicalReports } from '#server/technical-reports/follow.ts'
import { startWork } from '#server/work/start-work.ts'

const loaders: Readonly<Record<DemoOrganisation['kind'], (teller: Teller, house: House) => Promise<void>>> = {
  landlord: loadLandlord,
  association: loadAssociation,
  lender: loadLender,
}

/**
 * Loads what is missing of the fictional organisations, and tells whether anything was. All that an organisation holds is
 * written in one transaction with its mark: a load that was killed left nothing of it and is done again.
 */
export const loadDemo = async (
  house: House,
  auth: Auth,
  owner: pg.Client,
  tell: (line: string) => void = () => undefined,
): Promise<boolean> => {
  const { rows: others } = await owner.query(
    'select from organisation where id <> all ($1::uuid[]) limit 1',
    [demoOrganisations.map(({ id }) => id)],
  )
  if (others.length > 0) return false
  const missing: DemoOrganisation[] = []
  for (const organisation of demoOrganisations)
    if (!(await isMarked(house, organisation, 'demo-followed'))) missing.push(organisation)
  if (missing.length > 0) tell('Chargement de la démonstration…')
  // Each in its own transaction, which waits for the database most of the time: together they take two thirds of it.
  await Promise.all(
    missing.map(async (organisation) => {
      if (!(await isMarked(house, organisation, 'demo-loaded')))
        await loadOrganisation(house, auth, owner, organisation)
      await follow(house, organisation)
    }),
  )
  await tellReferrals(house, auth)
  return missing.length > 0
}

const loadOrganisation = async (
  house: House,
  auth: Auth,
  owner: pg.Client,
  organisation: DemoOrganisation,
) => {
  const { id, slug, name, kind } = organisation
  await owner.query(
    'insert into organisation (id, slug, name, kind) values ($1, $2, $3, $4) on conflict (id) do nothing',
    [id, slug, name, kind],
  )
  const staff = await loadStaff(house, auth, organisation)
  await inOrganisation(house.database, id, async (tx) => {
    await loaders[kind](openTeller(house, tx, id, staff), house)
    await mark(tx, organisation, 'demo-loaded')
  })
}

/** What the night would do, done at once: both jobs may be run again without harm. */
const follow = async (house: House, organisation: DemoOrganisation) => {
  const payload = { organisationId: organisation.id }
  const { signal } = new AbortController()
  await followPlans.run(house, payload, signal)
  await makeReleasedLetters(house, organisation.id)
  await followConventions.run(house, payload, signal)
  await followMeasures.run(house, payload, signal)
  await followSupportPlans.run(house, payload, signal)
  await followTechnicalReports.run(house, payload, signal)
  await findDuplicates.run(house, payload, signal)
  if (organisation.kind !== 'lender') await compareAids(house, organisation)
  await inOrganisation(house.database, organisation.id, (tx) => mark(tx, organisation, 'demo-followed'))
}

/** The comparison that a person starts from the page, so that the page opens on figures. */
const compareAids = async (house: House, { id: organisationId }: DemoOrganisation) => {
  const workId = await inOrganisation(house.database, organisationId, (tx) =>
    startWork(tx, { organisationId }, 'aid-review'),
  )
  await reviewPortfolio.run(house, { organisationId, workId }, new AbortController().signal)
}

type Mark = 'demo-loaded' | 'demo-followed'
const markId = ({ id }: DemoOrganisation, act: Mark) => demoId(`${id}/${act}`)

const isMarked = (house: House, organisation: DemoOrganisation, act: Mark): Promise<boolean> =>
  inOrganisation(
    house.database,
    organisation.id,
    async (tx) => {
      const found = await tx
        .selectFrom('journal')
        .where('organisation_id', '=', organisation.id)
        .where('id', '=', markId(organisation, act))
        .select('id')
        .executeTakeFirst()
      return found !== undefined
    },
    'read only',
  )

/** A mark is a line of the journal, which nobody can erase. */
const mark = async (tx: Tx, organisation: DemoOrganisation, act: Mark): Promise<void> => {
  await tx
    .insertInto('journal')
    .values({
      organisation_id: organisation.id,
      id: markId(organisation, act),
      act,
      subject_kind: 'organisation',
      subject_id: organisation.id,
    })
    .execute()
}
