const counted = (days: number): string => {
  if (days < 14) return `${days} jours`
  if (days < 60) return `${Math.round(days / 7)} semaines`
  return days < 730 ? `${Math.round(days / 30.44)} mois` : `${Math.floor(days / 365.25)} ans`
}

/** « dans 6 jours », « il y a 3 semaines », « demain ». */
export const relativeDays = (days: number): string => {
  if (days === 0) return 'aujourd’hui'
  if (days === 1) return 'demain'
  if (days === -1) return 'hier'
  return days > 0 ? `dans ${counted(days)}` : `il y a ${counted(-days)}`
}
