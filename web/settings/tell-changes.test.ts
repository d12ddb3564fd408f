import { expect, test } from 'vitest'
import { tellChanges } from '#web/settings/tell-changes.ts'

test.each([
  [{ role: 'auditor', name: 'Léa' }, { role: 'coordinator', name: 'Léa' }, ['Rôle : Auditeur → Responsable']],
  [{ endedOn: null }, { endedOn: '2026-12-31' }, ['Dernier jour : rien → 31/12/2026']],
  [
    null,
    { key: 'plan.default-count', value: 24, validTo: null },
    ['Paramètre : plan.default-count', 'Valeur : 24'],
  ],
  [{ name: 'Pôle' }, null, ['Nom : Pôle']],
  [{ teamId: 'a' }, { teamId: 'b' }, []],
])('%j → %j', (before, after, lines) => {
  expect(tellChanges(before, after)).toEqual(lines)
})
