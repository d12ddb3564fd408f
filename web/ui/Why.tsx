import { Popover, UnstyledButton } from '@mantine/core'
import type { Explanation } from '#domain/explanation.ts'
import { ExplanationView } from '#web/ui/ExplanationView.tsx'
import { typeset } from '#web/ui/typeset.ts'
import classes from '#web/ui/Why.module.css'

/** *pourquoi ?*, beside a computed figure: unfolds what it was made from. */
export const Why = ({ explanation }: { explanation: Explanation }) => (
  <Popover
    width="min(28rem, calc(100vw - 2rem))"
    position="bottom-end"
    trapFocus
    middlewares={{ flip: true, shift: true, size: { padding: 8 } }}
  >
    <Popover.Target>
      <UnstyledButton className={classes.why}>
        {typeset('pourquoi ?')}
        <span className="on-screen-readers"> {explanation.label}</span>
      </UnstyledButton>
    </Popover.Target>
    <Popover.Dropdown aria-label={explanation.label} className={classes.dropdown}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={explanation.label}>
        <ExplanationView explanation={explanation} />
      </section>
    </Popover.Dropdown>
  </Popover>
)
