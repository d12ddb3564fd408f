import { UnstyledButton } from '@mantine/core'
import classes from '#web/shell/SearchButton.module.css'

/** Looks like the field it opens. */
export const SearchButton = ({ onClick }: { onClick: () => void }) => (
  <UnstyledButton className={classes.search} onClick={onClick} aria-keyshortcuts="Control+K">
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <circle cx="7" cy="7" r="4.5" />
      <path d="M10.5 10.5 14 14" strokeLinecap="round" />
    </svg>
    <span className={classes.words}>Rechercher</span>
    <kbd className={classes.keys}>Ctrl K</kbd>
  </UnstyledButton>
)
