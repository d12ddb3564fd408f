import type { AnahZone } from '#domain/income-ceilings/income-class.ts'

const ileDeFrance = '11'

export const anahZoneOf = (regionCode: string | null): AnahZone =>
  regionCode === ileDeFrance ? 'idf' : 'other'

/** Paris and the communes around it, as the arrêté of 29 July 1987 lists them. */
const aroundParis = new Set(
  `75056 92012 92024 92040 92044 92046 92049 92051 92062 92064 92073 92075 93001 93006 93045 93048 93055 93061 93066 93070
  94018 94033 94037 94041 94042 94043 94052 94067 94069 94080`.split(/\s+/),
)

export const socialHousingZoneOf = (
  communeCode: string,
  regionCode: string | null,
): 'paris' | 'idf' | 'other' => (aroundParis.has(communeCode) ? 'paris' : anahZoneOf(regionCode))
