import { Button, Menu } from '@mantine/core'
import { type ComponentType, useState } from 'react'
import type { Referral } from '#contract/referrals.ts'
import { allowsReferralAct, referralStateLabels } from '#domain/referrals/states.ts'
import { AcceptForm } from '#web/referrals/AcceptForm.tsx'
import { AssignReferralForm } from '#web/referrals/AssignReferralForm.tsx'
import { DeclineForm } from '#web/referrals/DeclineForm.tsx'
import { AskMoreForm, EndMandateForm, NewsForm, ReportForm } from '#web/referrals/MessageForms.tsx'
import { RedirectForm } from '#web/referrals/RedirectForm.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'

export type ActProps = { referral: Referral; onClose: () => void }

const forms = {
  accept: AcceptForm,
  'ask-more': AskMoreForm,
  redirect: RedirectForm,
  decline: DeclineForm,
  assign: AssignReferralForm,
  'give-news': NewsForm,
  report: ReportForm,
  'end-mandate': EndMandateForm,
} satisfies Record<string, ComponentType<ActProps>>

/** What may be done of a request where it stands; the rest says why not. */
export const ReferralActs = ({ referral }: { referral: Referral }) => {
  const [act, setAct] = useState<keyof typeof forms | undefined>()
  const Form = act && forms[act]
  const because = (wanted: Parameters<typeof allowsReferralAct>[1]) =>
    allowsReferralAct(referral.state, wanted)
      ? undefined
      : `La demande est : ${referralStateLabels[referral.state].toLowerCase()}.`
  return (
    <>
      {referral.state === 'accepted' ? (
        <AcceptedActs referral={referral} choose={setAct} />
      ) : (
        <ReasonedButton because={because('accept')} onClick={() => setAct('accept')}>
          Accepter
        </ReasonedButton>
      )}
      {referral.state !== 'accepted' && (
        <>
          <ReasonedButton variant="default" because={because('ask-more')} onClick={() => setAct('ask-more')}>
            Demander un complément
          </ReasonedButton>
          <ReasonedButton variant="default" because={because('redirect')} onClick={() => setAct('redirect')}>
            Réorienter
          </ReasonedButton>
          <ReasonedButton variant="default" because={because('decline')} onClick={() => setAct('decline')}>
            Décliner
          </ReasonedButton>
        </>
      )}
      <Button variant="default" onClick={() => setAct('assign')}>
        Confier
      </Button>
      {Form && <Form referral={referral} onClose={() => setAct(undefined)} />}
    </>
  )
}

type AcceptedProps = { referral: Referral; choose: (act: keyof typeof forms) => void }

const AcceptedActs = ({ referral, choose }: AcceptedProps) => {
  if (!referral.mandate) return <Button onClick={() => choose('give-news')}>Donner des nouvelles</Button>
  return (
    <>
      <Button onClick={() => choose('report')}>Remettre un rapport</Button>
      <Menu>
        <Menu.Target>
          <Button variant="default">Autres actes</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => choose('give-news')}>Donner des nouvelles</Menu.Item>
          {referral.mandate.endedOn === null && (
            <Menu.Item onClick={() => choose('end-mandate')}>Mettre fin à la mission</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
