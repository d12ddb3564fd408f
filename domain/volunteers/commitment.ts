/**
 * What a volunteer undertakes before seeing any household, in plain words. The edition is kept with the day it was
 * accepted: words that change are asked for again.
 */
export const commitmentEdition = 1

export const commitmentLines = [
  'Ce que le ménage me confie reste entre lui, moi et les professionnels qui le suivent.',
  'J’écris des faits utiles au ménage : rien sur la santé, l’origine, la religion ou les opinions.',
  'Je ne garde ni copie ni liste chez moi, et je n’en parle ni à mes proches ni sur les réseaux.',
  'Je respecte le rythme choisi par le ménage : il peut l’espacer ou l’arrêter quand il veut.',
  'Si je crains pour la sécurité de quelqu’un, j’appelle le professionnel indiqué, ou le 112 en cas d’urgence.',
] as const

/** What stays closed to a volunteer, said rather than left to be discovered. */
export const notForVolunteers = [
  'ses ressources, ses dettes, son loyer et son compte locatif',
  'sa situation sociale et familiale détaillée, ses documents',
  'les écrits des professionnels et des autres bénévoles',
] as const
