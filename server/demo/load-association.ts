import type { Teller } from '#server/demo/teller.ts'

export const loadAssociation = async (teller: Teller): Promise<void> => {
  void teller
}
