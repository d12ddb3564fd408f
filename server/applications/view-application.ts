import { sql } from 'kysely'
import type { ApplicationResources, ApplicationView } from '#contract/application-shapes.ts'
import { reachOf } from '#domain/access.ts'
import type { LineAssessment } from '#domain/funding/assess-line.ts'
import { sumPlan } from '#domain/funding/financing-plan.ts'
import { type FundingPaper, fundingPapers } from '#domain/funding/product-kinds.ts'
import { sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { StoredApplication, StoredLine } from '#server/applications/application-store.ts'
import { listLines } from '#server/applications/application-store.ts'
import { assessLines, type Ground, readBearing, readGround } from '#server/applications/read-ground.ts'
import { findCurrentPlan } from '#server/financing-plans/find-plan.ts'
import type { Acting } from '#server/use-case.ts'

/** What the rules said on the day of the filing. */
export type Filing = {
  rulesOn: PlainDate
  resources: ApplicationResources
  lines: Record<string, LineAssessment>
}

export const viewApplication = async (
  context: Acting,
  application: StoredApplication,
): Promise<ApplicationView> => {
  const { tx, actor } = context
  const lines = await listLines(context, application.id)
  const filing =
    (application.filing as Filing | null) ?? (await assessNow(context, application, lines, context.today))
  const names = await listNames(context, application)
  const papers = await listPapers(context, application.id, lines)
  const current = await findCurrentPlan({ tx, actor }, application.id)
  const plan = current && sumPlan(current.plan)
  const { id, version, number, householdId, status, isOpen, filedOn, nextDue, nextDueOn } = application
  return {
    applicationId: id,
    version,
    number,
    householdId,
    content: contentOf(application),
    ...names,
    status,
    isOpen,
    filedOn,
    rulesOn: filing.rulesOn,
    nextDue,
    nextDueOn,
    lines: lines.map((line) => viewLine(line, filing.lines[line.id])),
    requestedCents: sumCents(lines.map(({ requestedCents }) => requestedCents)),
    resources: filing.resources,
    papers,
    plan:
      current && plan
        ? {
            number: current.number,
            grossCents: plan.grossCents,
            residualCents: plan.residualCents,
            excessCents: plan.excessCents,
          }
        : null,
    missing: filedOn === null ? missingOf(application, lines, filing) : [],
    mayDerogate:
      reachOf(actor.role, 'decide-funding') !== 'never' && application.createdBy !== actor.membershipId,
  }
}

const contentOf = ({
  field,
  purpose,
  communeCode,
  measureId,
  officerId,
  summary,
  project,
}: StoredApplication): ApplicationView['content'] => ({
  field,
  purpose,
  communeCode,
  measureId,
  officerId,
  summary,
  project,
})

const viewLine = (
  line: StoredLine,
  assessed: LineAssessment | undefined,
): ApplicationView['lines'][number] => ({
  lineId: line.id,
  productId: line.productId,
  productNumber: line.productNumber,
  productName: line.product.name,
  kind: line.kind,
  requestedCents: line.requestedCents,
  months: line.months,
  deferralMonths: line.deferralMonths,
  firstMonth: line.firstMonth,
  outcome: assessed?.outcome ?? 'to-check',
  tests: assessed?.tests ?? [],
  financing: line.financing,
})

/** The whole assessment under the rules of a day, with the products as they stand on the lines. */
export const assessNow = async (
  context: Acting,
  application: StoredApplication,
  lines: readonly StoredLine[],
  on: PlainDate,
): Promise<Filing> => {
  const ground = await readGround(context, application, on)
  return {
    rulesOn: on,
    resources: await viewResources(context, application, lines, ground),
    lines: Object.fromEntries(await assessLines(context, application, lines, ground)),
  }
}

const viewResources = async (
  context: Acting,
  { householdId }: StoredApplication,
  lines: readonly StoredLine[],
  { applicant, resources, params }: Ground,
): Promise<ApplicationResources> => {
  const { taxIncome } = applicant
  return {
    taxIncome: taxIncome && {
      rfrCents: taxIncome.rfrCents,
      occupants: taxIncome.occupants,
      noticeYear: taxIncome.noticeYear,
      incomeYear: taxIncome.incomeYear,
    },
    incomeClass: resources.income?.incomeClass ?? null,
    incomeExplanation: resources.income?.explanation ?? null,
    isVintageKnown: resources.income?.isOfYear ?? false,
    ceilings: resources.ceilings.map(({ scale, isWithin, isOfYear, explanation }) => ({
      scale,
      isWithin,
      isOfYear,
      explanation,
    })),
    bearing: await readBearing(context, householdId, lines, params),
  }
}

/** What keeps a file from being filed, in words. */
export const missingOf = (
  application: StoredApplication,
  lines: readonly StoredLine[],
  filing: Filing,
): string[] => [
  ...(lines.length === 0 ? ['Dites ce qui est demandé : au moins un produit.'] : []),
  ...(application.communeCode === null ? ['Indiquez la commune du logement.'] : []),
  ...lines.flatMap(({ id, product }) => {
    const { outcome = 'to-check', tests = [] } = filing.lines[id] ?? {}
    if (outcome === 'eligible') return []
    const open = tests.filter(({ answer }) => answer === (outcome === 'refused' ? 'no' : 'to-check'))
    const labels = open.map(({ label }) => label).join(' ; ')
    return [
      `${product.name} : ${outcome === 'refused' ? 'condition non remplie' : 'à vérifier'} (${labels}).`,
    ]
  }),
]

type Names = Pick<ApplicationView, 'householdLabel' | 'communeName' | 'officerName' | 'measure'>

const listNames = async ({ tx, actor }: Acting, application: StoredApplication): Promise<Names> => {
  const { rows } = await sql<Omit<Names, 'measure'> & { measureName: string | null }>`
    select h.label as "householdLabel", c.name as "communeName", o.name as "officerName", v.name as "measureName"
    from household h
    left join commune c on c.code = ${application.communeCode}
    left join membership o on o.organisation_id = h.organisation_id and o.id = ${application.officerId}
    left join measure m on m.organisation_id = h.organisation_id and m.id = ${application.measureId}
    left join programme_version v on v.organisation_id = m.organisation_id and v.programme_id = m.programme_id
      and v.number = m.programme_number
    where h.organisation_id = ${actor.organisationId} and h.id = ${application.householdId}`.execute(tx)
  const [row] = rows
  return {
    householdLabel: row?.householdLabel ?? '',
    communeName: row?.communeName ?? null,
    officerName: row?.officerName ?? null,
    measure:
      application.measureId && row?.measureName
        ? { measureId: application.measureId, name: row.measureName }
        : null,
  }
}

type PaperRow = {
  kind: string
  receivedOn: PlainDate
  notedBy: string
  hasDocument: boolean
}

/** Papers that the products ask for, in their order, and those received besides. */
const listPapers = async (
  { tx, actor }: Acting,
  applicationId: string,
  lines: readonly StoredLine[],
): Promise<ApplicationView['papers']> => {
  const { rows } = await sql<PaperRow>`
    select p.kind, p.received_on as "receivedOn", m.name as "notedBy",
      d.id is not null as "hasDocument"
    from application_paper p
    join membership m on m.organisation_id = p.organisation_id and m.id = p.noted_by
    left join document d on d.organisation_id = p.organisation_id and d.id = p.document_id and d.removed_at is null
    where p.organisation_id = ${actor.organisationId} and p.application_id = ${applicationId}`.execute(tx)
  const received = new Map(rows.map((row) => [row.kind, row]))
  const asked = new Set<FundingPaper>(lines.flatMap(({ product }) => product.documents))
  return fundingPapers
    .filter((kind) => asked.has(kind) || received.has(kind))
    .map((kind) => {
      const row = received.get(kind)
      return {
        kind,
        receivedOn: row?.receivedOn ?? null,
        notedBy: row?.notedBy ?? null,
        hasDocument: row?.hasDocument ?? false,
      }
    })
}
