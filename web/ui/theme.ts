import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'

/* Shades run from paper to ink; index 7 carries text on paper, index 3 carries text in the dark. */
const accent: MantineColorsTuple = [
  '#eaf4f3',
  '#d3e6e5',
  '#a9cfce',
  '#78c2c3',
  '#4fa1a4',
  '#2f8287',
  '#1a6d74',
  '#0e5a63',
  '#0a4a52',
  '#073b42',
]
const late: MantineColorsTuple = [
  '#fbeeea',
  '#f5dad2',
  '#ebb5a6',
  '#f09a85',
  '#d7644b',
  '#c24a32',
  '#b03b24',
  '#9c2f1a',
  '#822512',
  '#6a1d0d',
]
const soon: MantineColorsTuple = [
  '#faf2de',
  '#f3e5bd',
  '#e6cb82',
  '#e3b759',
  '#b98a1f',
  '#9c7212',
  '#87610a',
  '#745206',
  '#604304',
  '#4e3603',
]
const done: MantineColorsTuple = [
  '#ebf4ea',
  '#d6e8d5',
  '#b0d2af',
  '#8cc692',
  '#5a9f63',
  '#3f8549',
  '#31743c',
  '#25632f',
  '#1c5126',
  '#14401c',
]
const gray: MantineColorsTuple = [
  '#f6f6f2',
  '#eeeeea',
  '#e2e3df',
  '#d0d3d0',
  '#b3b8b7',
  '#8a9293',
  '#667072',
  '#515b5e',
  '#353f42',
  '#1b2427',
]
const dark: MantineColorsTuple = [
  '#e5e8e6',
  '#c3c9c8',
  '#a3acac',
  '#7c8788',
  '#566163',
  '#2c3739',
  '#1e2729',
  '#182022',
  '#141b1d',
  '#0d1214',
]

/** The header of a dialog is no banner of the page. */
const dialog = {
  shadow: 'lg',
  closeButtonProps: { 'aria-label': 'Fermer' },
  attributes: { header: { role: 'presentation' } },
}
const dialogStyles = {
  title: { fontSize: '1.1875rem', fontWeight: 650 },
  /* What sticks to the edge of a dialog takes its colour, not the page's, and has no bar of rooms under it. */
  content: { '--surface': 'var(--mantine-color-body)', '--stick-bottom': '0px' },
}
const choiceStyles = { label: { fontSize: '0.9375rem', lineHeight: '1.5rem' } }

/** A drawing is read through its summary and its table, not bar by bar. */
const silent = { accessibilityLayer: false }

export const theme: MantineThemeOverride = createTheme({
  colors: { accent, late, soon, done, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input)
    return input.variant === 'filled' ? { ...resolved, color: 'var(--on-accent)' } : resolved
  },
  black: '#1b2427',
  white: '#ffffff',
  fontFamily: "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '0.9375rem', lg: '1.1875rem', xl: '1.625rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.3', xl: '1.2' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.2' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.3' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.45' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.45' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.5rem' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 4px 16px rgb(10 20 22 / 0.14)',
    lg: '0 8px 32px rgb(10 20 22 / 0.18)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Drawer: { defaultProps: { ...dialog, position: 'right', size: 480 }, styles: dialogStyles },
    Modal: { defaultProps: { ...dialog, centered: true }, styles: dialogStyles },
    Popover: { defaultProps: { shadow: 'md', withinPortal: true, returnFocus: true } },
    Checkbox: { defaultProps: { size: 'md' }, styles: choiceStyles },
    Radio: { defaultProps: { size: 'md' }, styles: choiceStyles },
    DatePicker: { defaultProps: { hideOutsideDates: true, weekendDays: [] } },
    AreaChart: { defaultProps: { areaChartProps: silent } },
    BarChart: { defaultProps: { barChartProps: silent, maxBarWidth: 48 } },
    CompositeChart: { defaultProps: { composedChartProps: silent, maxBarWidth: 48 } },
    LineChart: { defaultProps: { lineChartProps: silent } },
    Menu: { defaultProps: { shadow: 'md' } },
    /* Choosing again what is chosen keeps it; a choice that may be left empty says so with a cross. */
    Select: { defaultProps: { allowDeselect: false } },
    Tooltip: {
      defaultProps: { events: { hover: true, focus: true, touch: true }, multiline: true, maw: 320 },
    },
    PasswordInput: {
      defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Montrer le mot de passe' } },
    },
  },
})

const shared = { '--mantine-color-error': 'var(--late)', '--mantine-color-placeholder': 'var(--ink-soft)' }

/** Mantine's own variables follow the tokens of `tokens.css`: one place says what ink and paper are. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    ...shared,
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent)',
  },
  light: {
    ...shared,
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-default-border': 'var(--line-strong)',
  },
  dark: {
    ...shared,
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--tint)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent)',
  },
})
