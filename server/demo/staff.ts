import type { Role } from '#domain/access.ts'

/** Everyone in the demo is fictional; the addresses are under a name reserved for examples. */
export const demoPassword = 'palier-demo-2026'

export type DemoMember = { key: string; name: string; role: Role; team: string }
export type DemoOrganisation = {
  id: string
  slug: string
  name: string
  kind: 'landlord' | 'association' | 'lender'
  members: readonly DemoMember[]
}

export const demoOrganisations: readonly DemoOrganisation[] = [
  {
    id: '0190a000-0000-7000-8000-000000000001',
    slug: 'habitat-des-trois-rives',
    name: 'Habitat des Trois Rives',
    kind: 'landlord',
    members: [
      { key: 'nadia.benali', name: 'Nadia Benali', role: 'rent-officer', team: 'Agence Nord' },
      { key: 'pierre.lemoine', name: 'Pierre Lemoine', role: 'rent-officer', team: 'Agence Sud' },
      { key: 'claire.fontaine', name: 'Claire Fontaine', role: 'social-worker', team: 'Pôle social' },
      { key: 'hugo.marchand', name: 'Hugo Marchand', role: 'social-worker', team: 'Pôle social' },
      { key: 'sophie.arnaud', name: 'Sophie Arnaud', role: 'coordinator', team: 'Pôle social' },
      { key: 'marc.vidal', name: 'Marc Vidal', role: 'finance-officer', team: 'Siège' },
      { key: 'elise.roche', name: 'Élise Roche', role: 'auditor', team: 'Siège' },
      { key: 'admin.bailleur', name: 'Thomas Garnier', role: 'administrator', team: 'Siège' },
    ],
  },
  {
    id: '0190a000-0000-7000-8000-000000000002',
    slug: 'association-le-pas',
    name: 'Association Le Pas',
    kind: 'association',
    members: [
      { key: 'amina.diallo', name: 'Amina Diallo', role: 'social-worker', team: 'Accompagnement' },
      { key: 'lucas.petit', name: 'Lucas Petit', role: 'rights-adviser', team: 'Permanence' },
      { key: 'nora.haddad', name: 'Nora Haddad', role: 'rights-adviser', team: 'Permanence' },
      { key: 'jeanne.morel', name: 'Jeanne Morel', role: 'coordinator', team: 'Accompagnement' },
      { key: 'yves.tanguy', name: 'Yves Tanguy', role: 'volunteer', team: 'Bénévoles' },
      { key: 'odile.marchal', name: 'Odile Marchal', role: 'volunteer', team: 'Bénévoles' },
      { key: 'paul.ferrand', name: 'Paul Ferrand', role: 'prescriber', team: 'Prescripteurs' },
      { key: 'admin.association', name: 'Inès Carpentier', role: 'administrator', team: 'Permanence' },
    ],
  },
  {
    id: '0190a000-0000-7000-8000-000000000003',
    slug: 'cooperative-des-deux-vallees',
    name: 'Coopérative des Deux Vallées',
    kind: 'lender',
    members: [
      { key: 'marc.delorme', name: 'Marc Delorme', role: 'finance-officer', team: 'Missions sociales' },
      { key: 'ines.caron', name: 'Inès Caron', role: 'finance-officer', team: 'Missions sociales' },
      { key: 'helene.roy', name: 'Hélène Roy', role: 'coordinator', team: 'Missions sociales' },
      { key: 'bruno.leroy', name: 'Bruno Leroy', role: 'project-officer', team: 'Habitat' },
      { key: 'anne.petitjean', name: 'Anne Petitjean', role: 'social-worker', team: 'Missions sociales' },
      { key: 'louis.garnier', name: 'Louis Garnier', role: 'auditor', team: 'Siège' },
      { key: 'admin.preteur', name: 'Sylvie Charpentier', role: 'administrator', team: 'Siège' },
    ],
  },
]

export const demoEmail = (member: Pick<DemoMember, 'key'>): string => `${member.key}@demo.example`
