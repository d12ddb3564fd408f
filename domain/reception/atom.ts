/** An Atom feed (RFC 4287): what a reader of news follows. */
export type AtomFeed = {
  id: string
  title: string
  subtitle: string | null
  /** ISO 8601 instants. */
  updatedAt: string
  selfUrl: string
  pageUrl: string
  author: string
  entries: readonly AtomEntry[]
}
export type AtomEntry = {
  id: string
  title: string
  updatedAt: string
  url: string
  category: { term: string; label: string }
  summary: string
}

export const writeAtom = (feed: AtomFeed): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">',
    `  <id>${inXml(feed.id)}</id>`,
    `  <title>${inXml(feed.title)}</title>`,
    ...(feed.subtitle ? [`  <subtitle>${inXml(feed.subtitle)}</subtitle>`] : []),
    `  <updated>${inXml(feed.updatedAt)}</updated>`,
    `  <link rel="self" type="application/atom+xml" href="${inXml(feed.selfUrl)}"/>`,
    `  <link rel="alternate" type="text/html" href="${inXml(feed.pageUrl)}"/>`,
    `  <author><name>${inXml(feed.author)}</name></author>`,
    ...feed.entries.flatMap(entryLines),
    '</feed>',
    '',
  ].join('\n')

const entryLines = (entry: AtomEntry): string[] => [
  '  <entry>',
  `    <id>${inXml(entry.id)}</id>`,
  `    <title>${inXml(entry.title)}</title>`,
  `    <updated>${inXml(entry.updatedAt)}</updated>`,
  `    <link rel="alternate" type="text/html" href="${inXml(entry.url)}"/>`,
  `    <category term="${inXml(entry.category.term)}" label="${inXml(entry.category.label)}"/>`,
  `    <summary type="text">${inXml(entry.summary)}</summary>`,
  '  </entry>',
]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** What XML 1.0 §2.2 does not allow in a text is taken out: no entity may stand for it. */
const inXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
