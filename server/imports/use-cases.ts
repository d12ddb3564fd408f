import { applyImport } from '#server/imports/apply-import.ts'
import { cancelImport } from '#server/imports/cancel-import.ts'
import { chooseColumns } from '#server/imports/choose-columns.ts'
import { downloadFindings } from '#server/imports/download-findings.ts'
import { getImport } from '#server/imports/get-import.ts'
import { listFindings } from '#server/imports/list-findings.ts'
import { listImports } from '#server/imports/list-imports.ts'
import { previewImport } from '#server/imports/preview-import.ts'
import { rehearseImport } from '#server/imports/rehearse-import.ts'
import { startImport } from '#server/imports/start-import.ts'

export const importUseCases = [
  startImport,
  listImports,
  getImport,
  previewImport,
  chooseColumns,
  rehearseImport,
  applyImport,
  cancelImport,
  listFindings,
  downloadFindings,
] as const
