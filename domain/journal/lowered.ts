/** A label that follows another word: « Mesure : demandée ». */
export const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
