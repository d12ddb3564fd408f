const town = /^(\d{5})\s+(\S.*)$/

/**
 * The lines under the names on an envelope, from an address as people write it: on several lines or with commas, the post
 * code and the town last. Undefined when a letter so addressed would arrive nowhere.
 */
export const readPostalAddress = (written: string): string[] | undefined => {
  const parts = written
    .replace(/[\s,–-]+(?=\d{5}\s+\p{L})/u, '\n')
    .split('\n')
    .map((line) => line.trim().replace(/^,\s*|\s*,$/g, ''))
    .filter(Boolean)
  const at = parts.findIndex((line) => town.test(line))
  return at >= 1 && at === parts.length - 1 ? parts : undefined
}
