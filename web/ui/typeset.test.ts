import { describe, expect, it } from 'vitest'
import { typeset } from '#web/ui/typeset.ts'

describe('typeset', () => {
  it.each([
    ['Vraiment ?', 'Vraiment\u202f?'],
    ['Attention ! Un choix ; deux issues', 'Attention\u202f! Un choix\u202f; deux issues'],
    ['Motif : impayé', 'Motif\u00a0: impayé'],
    ['le « plan » accepté', 'le «\u202fplan\u202f» accepté'],
    ["l'adresse d'Élise", 'l’adresse d’Élise'],
    ['voir https://exemple.fr', 'voir https://exemple.fr'],
    ['à 10 h 30...', 'à 10 h 30…'],
  ])('sets %j', (written, set) => {
    expect(typeset(written)).toBe(set)
  })

  it('leaves a sentence already set as it is', () => {
    const once = typeset("Motif : « l'impayé » ?")
    expect(typeset(once)).toBe(once)
  })
})
