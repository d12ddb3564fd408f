import { getTemplate } from '#server/letters/get-template.ts'
import { listTemplates } from '#server/letters/list-templates.ts'
import { listVersions } from '#server/letters/list-versions.ts'
import { previewLetter, previewLetterPdf } from '#server/letters/preview-letter.ts'
import { restoreTemplate } from '#server/letters/restore-template.ts'
import { saveTemplate } from '#server/letters/save-template.ts'

export const lettersUseCases = [
  getTemplate,
  listTemplates,
  listVersions,
  previewLetter,
  previewLetterPdf,
  restoreTemplate,
  saveTemplate,
]
