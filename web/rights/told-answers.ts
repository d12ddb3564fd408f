import { formatDecimal } from '#domain/money.ts'
import { aidZoneLabels, homeKindLabels } from '#domain/rights/aid-facts.ts'
import { type RightsAnswers, tenureLabels } from '#domain/rights/facts.ts'
import { supplementZoneLabels } from '#domain/rights/supplement-zones.ts'

const yesNo = (value: boolean | null) => (value === null ? null : value ? 'oui' : 'non')

export const toldAnswers = (answers: RightsAnswers) => [
  { label: 'Occupation', value: answers.tenure && tenureLabels[answers.tenure] },
  { label: 'Zone de l’aide au logement', value: answers.zone && aidZoneLabels[answers.zone] },
  { label: 'Logement', value: homeKindLabels[answers.homeKind] },
  { label: 'Logement conventionné (APL)', value: yesNo(answers.isUnderConvention) },
  { label: 'Bailleur social', value: yesNo(answers.isSocialLandlord) },
  {
    label: 'Surface habitable',
    value: answers.areaSquareDecimetres && `${formatDecimal(answers.areaSquareDecimetres)} m²`,
  },
  { label: 'Taux d’incapacité reconnu ou à faire reconnaître', value: yesNo(answers.hasDisability) },
  { label: 'Parent isolé au sens du RSA', value: yesNo(answers.isIsolatedParent) },
  {
    label: 'Zone du supplément de loyer',
    value: answers.supplementZone && supplementZoneLabels[answers.supplementZone],
  },
  { label: 'Quartier prioritaire ou zone exemptée de SLS', value: yesNo(answers.isExemptArea) },
  {
    label: 'Ressources au-dessus des plafonds à la signature du bail',
    value: yesNo(answers.wasAboveCeilings),
  },
]
