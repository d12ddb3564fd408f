import { actionLogementSupport } from '#domain/programmes/shipped/action-logement-support.ts'
import { asll } from '#domain/programmes/shipped/asll.ts'
import { avdl } from '#domain/programmes/shipped/avdl.ts'
import { avdlDalo } from '#domain/programmes/shipped/avdl-dalo.ts'
import { glidingLease } from '#domain/programmes/shipped/gliding-lease.ts'
import { habitatProject } from '#domain/programmes/shipped/habitat-project.ts'
import { integratedSupport } from '#domain/programmes/shipped/integrated-support.ts'
import { landlordSupport } from '#domain/programmes/shipped/landlord-support.ts'
import { pasri } from '#domain/programmes/shipped/pasri.ts'
import { socialLendingSupport } from '#domain/programmes/shipped/social-lending-support.ts'
import { soliAlMission } from '#domain/programmes/shipped/soli-al-mission.ts'
import { stayWithVolunteers } from '#domain/programmes/shipped/stay-with-volunteers.ts'
import { zeroExpulsion } from '#domain/programmes/shipped/zero-expulsion.ts'
import type { ShippedProgramme } from '#domain/programmes/shipped-programme.ts'

/** The programmes of the seeds, ready to be adopted. */
export const shippedProgrammes: readonly ShippedProgramme[] = [
  avdlDalo,
  avdl,
  pasri,
  asll,
  landlordSupport,
  zeroExpulsion,
  actionLogementSupport,
  soliAlMission,
  habitatProject,
  glidingLease,
  stayWithVolunteers,
  integratedSupport,
  socialLendingSupport,
]
