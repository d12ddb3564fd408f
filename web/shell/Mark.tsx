/** Three rising steps. */
export const Mark = ({ size = 22 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d="M2 16h6v6H2zM9 9h6v13H9zM16 2h6v20h-6z" />
  </svg>
)
