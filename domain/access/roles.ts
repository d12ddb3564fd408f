export const roles = [
  'social-worker',
  'rent-officer',
  'coordinator',
  'finance-officer',
  'project-officer',
  'rights-adviser',
  'volunteer',
  'prescriber',
  'auditor',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export const roleLabels: Readonly<Record<Role, string>> = {
  'social-worker': 'Travailleur social',
  'rent-officer': 'Gestionnaire locatif',
  coordinator: 'Responsable',
  'finance-officer': 'Chargé de financements',
  'project-officer': 'Chargé de mission habitat',
  'rights-adviser': 'Conseiller accès aux droits',
  volunteer: 'Bénévole accompagnant',
  prescriber: 'Prescripteur',
  auditor: 'Auditeur',
  administrator: 'Administrateur',
}
