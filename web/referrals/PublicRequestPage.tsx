import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { PublicAnswer } from '#contract/referrals.ts'
import { PublicRequestForm } from '#web/referrals/PublicRequestForm.tsx'
import { publicRequest } from '#web/referrals/public-request.ts'
import classes from '#web/referrals/referrals.module.css'
import { LonePage } from '#web/session/LonePage.tsx'
import { DraftScope } from '#web/ui/draft-store.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { sentenceOf } from '#web/ui/told-error.ts'
import { Waiting } from '#web/ui/Waiting.tsx'

/** Open to anybody: a household, somebody close to it, a professional without an account. */
export const PublicRequestPage = () => {
  const { slug = '' } = useParams()
  const [answer, setAnswer] = useState<PublicAnswer | undefined>()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['public-request', slug],
    queryFn: () => publicRequest.read(slug),
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (answer) return <Thanks answer={answer} />
  return (
    <LonePage title="Demander un accompagnement" isWide>
      {isPending && <Waiting label="Ouverture du formulaire" />}
      {error && <Notice kind="late">{sentenceOf(error)}</Notice>}
      {data && (
        <>
          <p>
            Votre demande sera lue par <b>{data.organisation}</b>, et par personne d’autre.
          </p>
          {data.words && <p>{data.words}</p>}
          <DraftScope value={`public/${slug}`}>
            <PublicRequestForm
              key={data.token}
              slug={slug}
              publicForm={data}
              onDone={setAnswer}
              onRefused={() => void refetch()}
            />
          </DraftScope>
        </>
      )}
    </LonePage>
  )
}

const Thanks = ({ answer: { reference, answerDays } }: { answer: PublicAnswer }) => (
  <LonePage title="Votre demande est envoyée" isWide>
    <Notice kind="done">Elle a bien été reçue. Une personne va la lire.</Notice>
    <p>Votre référence, à garder :</p>
    <p className={classes.reference}>{reference}</p>
    <p>
      Vous aurez une réponse dans les {answerDays} jours, par le téléphone ou le courriel que vous avez donné.
      Si vous n’avez pas de nouvelles, appelez l’organisme et donnez cette référence.
    </p>
    <p>En danger tout de suite : le 17 ou le 112. Sans abri cette nuit : le 115, gratuit, jour et nuit.</p>
  </LonePage>
)
