import type { ParcelContentShape } from '#contract/parcels.ts'
import { type Language, languageLabels, vulnerabilityLabels } from '#domain/households/kinds.ts'
import { handoverParts } from '#domain/measures/handover.ts'
import { categoryOf, type ParcelCategory, parcelCategories } from '#domain/parcels/kinds.ts'
import { measureMotiveLabels } from '#domain/programmes/kinds.ts'
import { type MemberRole, memberRoleLabels } from '#domain/tenancies/kinds.ts'
import classes from '#web/parcels/parcels.module.css'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { type Fact, FactList } from '#web/ui/FactList.tsx'

/** Exactly what a parcel holds, part by part; a part that was not chosen is not named. */
export const ContentView = ({ content }: { content: ParcelContentShape }) => (
  <div className={classes.content}>
    {content.motive && <p className={classes.motive}>{measureMotiveLabels[content.motive]}</p>}
    {content.message && <p className={classes.message}>{content.message}</p>}
    {content.handover && <HandoverView handover={content.handover} />}
    {parcelCategories.map((category) => {
      const facts = factsOf[category](content)
      return facts ? (
        <section key={category} aria-label={categoryOf(category).label}>
          <h3>{categoryOf(category).label}</h3>
          {facts.length > 0 ? <FactList facts={facts} /> : <p>Rien de connu.</p>}
        </section>
      ) : null
    })}
  </div>
)

type HandoverProps = { handover: NonNullable<ParcelContentShape['handover']> }

/** A measure handed over: where it stood, then what whoever takes over must know. */
export const HandoverView = ({ handover }: HandoverProps) => {
  const { programme, startedOn, endsOn } = handover
  return (
    <section aria-label={`Passation : ${programme}`} className={classes.handover}>
      <h3>Passation : {programme}</h3>
      <p className={classes.quiet}>
        {startedOn ? (
          <>
            Commencée le <Day date={startedOn} />
          </>
        ) : (
          'Pas encore commencée'
        )}
        {endsOn && (
          <>
            , prévue jusqu’au <Day date={endsOn} />
          </>
        )}
      </p>
      {handoverParts(handover).map(({ label, text }) => (
        <div key={label}>
          <h4>{label}</h4>
          <p className={classes.message}>{text}</p>
        </div>
      ))}
    </section>
  )
}

const factsOf: Readonly<Record<ParcelCategory, (content: ParcelContentShape) => Fact[] | undefined>> = {
  identity: ({ identity }) =>
    identity && [
      {
        label: 'Nom',
        value: [identity.civility, identity.firstName, identity.lastName].filter(Boolean).join(' '),
      },
      { label: 'Naissance', value: identity.birthOn && <Day date={identity.birthOn} /> },
    ],
  contact: ({ contact }) =>
    contact && [
      { label: 'Téléphone', value: contact.phone },
      { label: 'Courriel', value: contact.email },
      ...(contact.language
        ? [{ label: 'Langue', value: languageLabels[contact.language as Language] ?? contact.language }]
        : []),
    ],
  composition: ({ composition }) =>
    composition?.map(({ firstName, memberRole, birthYear }) => ({
      label: memberRoleLabels[memberRole as MemberRole] ?? memberRole,
      value: [firstName, birthYear && `né en ${birthYear}`].filter(Boolean).join(', '),
    })),
  home: ({ home }) =>
    home && [
      { label: 'Adresse', value: home.address },
      ...(home.tenancyNumber ? [{ label: 'Location', value: home.tenancyNumber }] : []),
      ...(home.enteredOn ? [{ label: 'Entrée', value: <Day date={home.enteredOn} /> }] : []),
      ...(home.rentCents === null
        ? []
        : [
            {
              label: 'Loyer et charges',
              value: <Amount cents={home.rentCents + (home.chargesCents ?? 0)} />,
            },
          ]),
    ],
  arrears: ({ arrears }) =>
    arrears && [
      { label: 'Doit', value: <Amount cents={arrears.balanceCents} /> },
      { label: 'Au', value: <Day date={arrears.balanceOn} /> },
      { label: 'Plan d’apurement', value: arrears.hasRunningPlan ? 'en cours' : 'aucun en cours' },
    ],
  budget: ({ budget }) =>
    budget && [
      { label: 'Situation du', value: <Day date={budget.onDate} /> },
      { label: 'Ressources', value: <Amount cents={budget.resourcesCents} /> },
      { label: 'Charges', value: <Amount cents={budget.chargesCents} /> },
    ],
  vulnerabilities: ({ vulnerabilities }) =>
    vulnerabilities && [
      {
        label: 'Notées',
        value: vulnerabilities.map((one) => vulnerabilityLabels[one]).join(', ') || 'aucune',
      },
    ],
  referents: ({ referents }) =>
    referents && [{ label: 'Suivi par', value: referents.join(', ') || 'personne' }],
}
