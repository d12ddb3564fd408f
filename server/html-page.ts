const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/** A sign never starts a line alone: narrow no-break spaces before ; : ! ? » and after «. */
const spaced = (text: string): string => text.replace(/ (?=[;:!?»])/g, '\u202f').replace(/« /g, '«\u202f')

/** The few pages the server writes itself, without a script: they must work before the application does. */
export const htmlPage = (title: string, body: string): string => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · Palier</title>
<style>${style}</style>
</head>
<body>
${spaced(body)}
</body>
</html>
`

/** The ink, paper and accent of the application's own tokens. */
const style = `
:root { color-scheme: light dark; --ink: #1b2427; --soft: #566164; --paper: #fbfbf8; --line: #e0e2dd; --edge: #878f90; --accent: #0e5a63; --on-accent: #fff; --late: #9c2f1a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e5e8e6; --soft: #a3acac; --paper: #141b1d; --line: #2d3739; --edge: #6f7b7c; --accent: #78c2c3; --on-accent: #0d1a1c; --late: #f09a85; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 "Atkinson Hyperlegible Next", system-ui, sans-serif; }
main, header, nav { max-width: 62rem; margin: 0 auto; padding: 16px; }
main.narrow { max-width: 32rem; padding-top: 48px; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 16px 0 8px; }
h2 { font-size: 1.4rem; margin: 48px 0 8px; padding-top: 16px; border-top: 1px solid var(--line); }
h3 { font-size: 1.1rem; margin: 32px 0 4px; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .9em; overflow-wrap: anywhere; }
pre { overflow-x: auto; border: 1px solid var(--line); padding: 12px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: 12px 0 4px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); }
.soft { color: var(--soft); }
nav ul { columns: 14rem; list-style: none; padding: 0; }
nav li { padding: 4px 0; }
label, fieldset { display: block; margin: 16px 0 0; border: 0; padding: 0; }
label small { display: block; color: var(--soft); font-size: .9rem; }
input, select { display: block; width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: inherit; background: transparent; border: 1px solid var(--edge); border-radius: 4px; }
option { color: #1c2526; background: #fff; }
button { margin-top: 24px; min-height: 44px; padding: 8px 24px; font: inherit; font-weight: 600; border: 0; border-radius: 4px; background: var(--accent); color: var(--on-accent); cursor: pointer; }
.problem { border-left: 4px solid var(--late); padding: 8px 16px; color: var(--late); }
`
