export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 6%, transparent); --mark: #2f6fed; }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; display: grid; grid-template: auto 1fr / 20rem 1fr; height: 100vh; }
header { grid-column: 1 / -1; display: flex; gap: 1rem; align-items: center; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
header input { flex: 1; max-width: 32rem; padding: .35rem .6rem; font: inherit; }
nav { overflow: auto; border-right: 1px solid var(--line); padding: .5rem; }
nav summary { font-size: .75rem; text-transform: uppercase; letter-spacing: .05em; margin: .8rem .4rem .2rem; cursor: pointer; }
header a { color: inherit; }
.tools { display: flex; gap: .4rem; align-items: center; margin: .3rem 0; }
.tools button, .tools select { font: inherit; padding: .1rem .5rem; }
.links { columns: 16rem; padding-left: 1.2rem; max-width: 70rem; }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 1px; }
h1:focus { outline: none; }
nav a { display: block; padding: .1rem .4rem; border-radius: 4px; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
nav a:hover, nav a[aria-current] { background: var(--soft); }
nav a[aria-current] { font-weight: 600; }
main { overflow: auto; padding: 1rem 1.5rem; }
main h1 { margin: 0; font-size: 1.4rem; overflow-wrap: anywhere; }
.facts { opacity: .75; margin: .2rem 0 1rem; overflow-wrap: anywhere; }
.text { max-width: 60rem; overflow-wrap: anywhere; }
.text > :first-child { margin-top: 0; }
.text > :last-child { margin-bottom: 0; }
tbody th { font-weight: 600; }
table { border-collapse: collapse; width: 100%; max-width: 70rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
pre { background: var(--soft); padding: .8rem; overflow: auto; border-radius: 6px; max-width: 70rem; }
svg { display: block; max-width: none; }
.graph { overflow: auto; border: 1px solid var(--line); border-radius: 6px; max-height: 32rem; }
svg rect { fill: Canvas; stroke: var(--line); }
svg .here rect { stroke: var(--mark); stroke-width: 2; }
svg path { fill: none; stroke: currentColor; opacity: .35; }
svg text { fill: currentColor; font: 12px system-ui, sans-serif; }
main svg a { cursor: pointer; color: inherit; }
svg a:focus-visible rect { stroke: var(--mark); stroke-width: 3; }
main a { color: var(--mark); }
@media (max-width: 45rem) { body { grid-template: auto 12rem 1fr / 1fr; } nav { border-right: 0; border-bottom: 1px solid var(--line); } }
`;
