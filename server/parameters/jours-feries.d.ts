declare module '@socialgouv/jours-feries' {
  /** The public holidays of a year by their French name, each at midnight, local time. */
  const publicHolidays: (year: number, options?: { alsace?: boolean }) => Record<string, Date>
  // biome-ignore lint/style/noDefaultExport: this is how the package exports it.
  export default publicHolidays
}
