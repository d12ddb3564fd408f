import type { ParameterVersion } from '#contract/settings.ts'
import { type Confidence, confidenceLabels } from '#domain/legal-parameter.ts'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const kinds: Readonly<Record<Confidence, SignalKind>> = {
  verified: 'done',
  computed: 'done',
  'own-decision': 'none',
  'older-text': 'soon',
  secondary: 'soon',
  'general-knowledge': 'late',
}

/** How sure the figure is, in words: what is not verified must be seen. */
export const ConfidenceMark = ({ of: version }: { of: Pick<ParameterVersion, 'confidence'> }) => (
  <Signal kind={kinds[version.confidence]}>{confidenceLabels[version.confidence]}</Signal>
)
