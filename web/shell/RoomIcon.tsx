const drawings = {
  day: 'M5 4v3M15 4v3M3 6h14v11H3zM3 10h14M7 13.5l2 2 4-4',
  arrears: 'M3 4v13h14M6 8l4 3 2-2 4 5M16 10.5V14h-3.5',
  households: 'M3 10l7-6 7 6M5 9v8h10V9M8.5 17v-4.5h3V17',
  reception: 'M5 17V4h8v13M3 17h14M10.5 10.5h.01M13 7h2v10',
  support: 'M3 16h4v-4h4V8h4V4h2M3 11l3-3 3 1',
  funding: 'M3 6h14v9H3zM10 8.2a2.3 2.3 0 1 0 .01 0M5.5 10.5h.01M14.5 10.5h.01',
  conventions: 'M5 3h7l4 4v10H5zM12 3v4h4M8 10.5h5M8 13.5h3',
  messages: 'M3 5h14v10H3zM3 5.5l7 5.5 7-5.5',
  reports: 'M3 17h14M5.5 17v-5M10 17V5M14.5 17V9',
  settings: 'M3 6h7M14 6h3M12 4v4M3 14h3M10 14h7M8 12v4',
} as const
export type RoomIconName = keyof typeof drawings

/** Always beside its word. */
export const RoomIcon = ({ name }: { name: RoomIconName }) => (
  <svg
    width="20"
    height="20"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={drawings[name]} />
  </svg>
)
