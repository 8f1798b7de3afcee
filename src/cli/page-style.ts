/** How the report's page looks: on a wide screen, on a phone, on paper, light and dark. */
export const STYLE: string = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f6f8, #121417);
  --card: light-dark(#ffffff, #1b1e23);
  --line: light-dark(#e1e3e8, #31353d);
  --text: light-dark(#1c1e23, #e9ebef);
  --quiet: light-dark(#5a606b, #a2a9b5);
  --accent: light-dark(#4f3cc9, #b3a8ff);
  --good: light-dark(#0d7a6c, #57c8b7);
  --stale: light-dark(#8f5600, #efb45f);
  --leak: light-dark(#b4231a, #ff8d83);
  --zone: light-dark(#fbf3e5, #2b251c);
  --tint: light-dark(#eeecfa, #201d33);
  --warn-tint: light-dark(#fdf3e2, #30271a);
  --gap: 1.25rem;
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0 auto;
  max-width: 76rem;
  padding: clamp(1.1rem, 4vw, 3rem) clamp(1rem, 4vw, 2.25rem) 3rem;
  background: var(--page);
  color: var(--text);
  font: 1rem / 1.5 system-ui, sans-serif;
  overflow-wrap: break-word;
}
h1, h2, p, dl, dd, ul { margin: 0; padding: 0; }
ul { list-style: none; }
h1 { font-size: clamp(1.8rem, 5vw, 2.5rem); line-height: 1.15; letter-spacing: -0.02em; }
h2 { margin-bottom: 0.75rem; font-size: 1.2rem; letter-spacing: -0.01em; }
.number { margin-left: 0.25rem; color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; }
code { font: 0.85em ui-monospace, monospace; }
small { display: block; color: var(--quiet); font-size: 0.83rem; }
.where {
  display: flex;
  flex-wrap: wrap;
  gap: 0 0.6rem;
  margin-bottom: 0.35rem;
  color: var(--quiet);
  font-size: 0.92rem;
}
.where b { color: var(--accent); font-weight: 600; }
.lead { max-width: 46rem; margin-top: 0.5rem; color: var(--quiet); font-size: 1.08rem; }
.notice {
  max-width: 60rem;
  margin-top: 1.1rem;
  border-left: 4px solid var(--stale);
  border-radius: 0.5rem;
  padding: 0.7rem 1rem;
  background: var(--warn-tint);
  font-size: 0.92rem;
}
.notice p + p { margin-top: 0.4rem; }
section { margin-top: 2rem; }
.card { border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); }
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

.tools { display: flex; flex-wrap: wrap; gap: 0.6rem; margin-top: 1.75rem; }
.search { flex: 4 1 18rem; }
.search + label { flex: 1 0 12rem; }
select { width: 100%; }
.filters { display: flex; flex: 1 1 100%; flex-wrap: wrap; gap: 0.45rem; }
button, input, select {
  min-height: 2.5rem;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  padding: 0.3rem 0.8rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
input { width: 100%; min-width: 0; }
button { cursor: pointer; font-weight: 500; }
button b { margin-left: 0.25rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
button:hover { border-color: var(--accent); }
button[aria-pressed="true"] {
  border-color: var(--accent);
  box-shadow: inset 0 0 0 1px var(--accent);
  color: var(--accent);
}
[data-filter="leaked"] b, [data-filter="owner-disabled"] b { color: var(--leak); }
[data-filter="expires-soon"] b, [data-filter="stale"] b, [data-filter="never-used"] b { color: var(--stale); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

.axis, .key {
  display: grid;
  grid-template-columns: minmax(0, 20rem) minmax(12rem, 1fr) minmax(0, 14rem);
  gap: 0 var(--gap);
  padding: 0 1.1rem;
}
.axis {
  position: sticky;
  top: 0;
  z-index: 1;
  border-bottom: 1px solid var(--line);
  border-radius: 0.75rem 0.75rem 0 0;
  padding-block: 0.55rem 0.35rem;
  background: var(--card);
}
.axis svg { grid-column: 2; }
svg { display: block; width: 100%; overflow: visible; }
.key { min-height: 4.75rem; }
.long .key { content-visibility: auto; contain-intrinsic-size: auto 5rem; }
.key + .key { border-top: 1px solid var(--line); }
.who { align-self: center; padding: 0.65rem 0; line-height: 1.4; }
.name { display: flex; flex-wrap: wrap; align-items: center; gap: 0.15rem 0.45rem; }
.name strong { min-width: 0; overflow-wrap: anywhere; }
.badge {
  border: 1px solid currentColor;
  border-radius: 1rem;
  padding: 0 0.5rem;
  color: var(--quiet);
  font-size: 0.74rem;
  font-weight: 600;
  line-height: 1.5;
  white-space: nowrap;
}
.badge.stale, .badge.never-used, .badge.expires-soon { color: var(--stale); }
.badge.owner-disabled { color: var(--leak); }
.badge.leaked { border-color: var(--leak); background: var(--leak); color: var(--card); }
.alarm { color: var(--leak); font-weight: 600; }
.warn { color: var(--stale); }
.more { align-self: center; min-width: 0; padding: 0.65rem 0; line-height: 1.4; }
.owner { overflow-wrap: anywhere; }
.owner.none { color: var(--quiet); font-size: 0.9rem; font-style: italic; }
.owner.disabled > span bdi { text-decoration: line-through; text-decoration-color: var(--leak); }
.facts { display: inline; margin-left: 0.4rem; white-space: nowrap; }
.owner.disabled .facts { color: var(--leak); }
summary { width: fit-content; color: var(--accent); cursor: pointer; font-size: 0.83rem; }
details dl {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: 0.1rem 0.6rem;
  padding: 0.3rem 0;
  font-size: 0.8rem;
}
details dt { color: var(--quiet); }
details dd { overflow-wrap: anywhere; }

.key > svg { align-self: stretch; height: 0; min-height: 100%; }
text { fill: var(--quiet); font-size: 0.75rem; }
.zone { fill: var(--zone); }
.used { stroke: var(--good); stroke-width: 6; stroke-linecap: round; }
.idle { stroke: var(--quiet); stroke-width: 2; stroke-dasharray: 2 5; }
.ahead { stroke: var(--accent); stroke-width: 2; }
.end { stroke: var(--accent); stroke-width: 3; stroke-linecap: round; }
.last, .never, .unknown { fill: var(--good); stroke: var(--card); stroke-width: 2; }
.last.late { fill: var(--stale); }
.never { fill: var(--card); stroke: var(--stale); }
.unknown { fill: var(--card); stroke: var(--quiet); }
.leak { fill: var(--leak); stroke: var(--card); stroke-width: 1.5; }
.legend {
  display: flex;
  flex-wrap: wrap;
  gap: 0.3rem 1.25rem;
  margin-top: 1rem;
  color: var(--quiet);
  font-size: 0.83rem;
}
.legend li { display: flex; align-items: center; gap: 0.4rem; }
.legend svg { flex: none; width: auto; }
.empty {
  margin-top: 2rem;
  border: 1px dashed var(--line);
  border-radius: 0.75rem;
  padding: 2rem;
  color: var(--quiet);
  text-align: center;
}
.advice > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 var(--gap); padding: 0.35rem 0; }
.advice dd { max-width: 46rem; }
footer { margin-top: 2.5rem; color: var(--quiet); font-size: 0.83rem; }

@media screen and (max-width: 56rem) {
  .axis, .key { grid-template-columns: minmax(0, 1fr); }
  .axis svg { grid-column: 1; }
  .axis .crowded { display: none; }
  .key { padding-block: 0.75rem; }
  .who, .more { padding: 0; }
  .key > svg { height: 1.9rem; min-height: 0; margin: 0.35rem 0; }
  .long .key { contain-intrinsic-size: auto 9rem; }
  .owner { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.6rem; }
  button { padding: 0.2rem 0.65rem; font-size: 0.92rem; }
  .advice > div { grid-template-columns: minmax(0, 1fr); padding: 0.5rem 0; }
}

@media print {
  :root { color-scheme: light; font-size: 11.5px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; background: none; }
  .tools, details, footer { display: none !important; }
  .axis { position: static; }
  .axis, .key { grid-template-columns: minmax(0, 18rem) minmax(10rem, 1fr) minmax(0, 14rem); padding-inline: 0.8rem; }
  .key { min-height: 4rem; break-inside: avoid; }
  .long .key { content-visibility: visible; }
  .who, .more { padding: 0.4rem 0; }
  .advice > div { break-inside: avoid; }
  h2 { break-after: avoid; }
}
@page { margin: 14mm; }
`;
