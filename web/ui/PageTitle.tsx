/** The title of the browser's tab. React hoists it into the document's head. */
export const PageTitle = ({ title }: { title: string }) => <title>{`${title} · Palier`}</title>
