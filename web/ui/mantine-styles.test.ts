import { expect, it } from 'vitest'

const screens = import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true })
const sheets = import.meta.glob('../../node_modules/@mantine/core/styles/*.layer.css')
const listed = Object.values(
  import.meta.glob<string>('./mantine-styles.ts', { query: '?raw', import: 'default', eager: true }),
).join('')

const importsOf = (source: string) =>
  [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  )

it('loads the style of every Mantine component that a screen imports', () => {
  const used = new Set(Object.values(screens).flatMap(importsOf))
  const styled = [...used].filter(
    (name) => `../../node_modules/@mantine/core/styles/${name}.layer.css` in sheets,
  )
  expect(styled).toContain('Button')
  expect(styled.filter((name) => !listed.includes(`/${name}.layer.css`))).toEqual([])
})
