import { avdl } from '#domain/programmes/shipped/avdl.ts'
import { avdlDalo } from '#domain/programmes/shipped/avdl-dalo.ts'
import { pasri } from '#domain/programmes/shipped/pasri.ts'
import { zeroExpulsion } from '#domain/programmes/shipped/zero-expulsion.ts'
import type { ShippedProgramme } from '#domain/programmes/shipped-programme.ts'

/** The programmes of the seeds, ready to be adopted. */
export const shippedProgrammes: readonly ShippedProgramme[] = [avdl, avdlDalo, pasri, zeroExpulsion]
