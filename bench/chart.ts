/** One picture of the results for the README. All colours are of middle brightness: they show on light and on dark pages. */
import type { Results } from "./results.ts";

const WIDTH = 860;
const COLUMN = 400;
const LABEL = 112;
const VALUE = 72;
const ROW = 22;
const TEXT = "#768390";
const OTHERS = "#8b98a5";
const OURS = "#2f8f6b";

interface Bar {
  name: string;
  value: number;
  text: string;
}

export function chart(results: Results): string {
  const panels = [
    ...["200 B over loopback", "50 kB page over loopback"].map((wanted) => ({
      title: `${wanted}, × raw fetch`,
      bars: (results.calls.find(({ title }) => title === wanted)?.rows ?? []).map(({ name, ratio: { median } }) =>
        bar(name, median, median.toFixed(2)),
      ),
    })),
    {
      title: "Loading the client, ms above bare Node",
      bars: results.imports.slice(2).map(({ name, load: { median } }) => bar(name, median, median.toFixed(0))),
    },
    {
      title: "Bundle of one operation, kB gzip",
      bars: results.bundles.map(({ name, one }) =>
        bar(name, one.gzip / 1000, (one.gzip / 1000).toFixed(one.gzip < 1e5 ? 1 : 0)),
      ),
    },
  ];
  const heights = panels.map(({ bars }) => 40 + bars.length * ROW);
  const rowHeight = Math.max(...heights) + 12;
  const drawn = panels.map(({ title, bars }, index) =>
    panel(title, bars, (index % 2) * (WIDTH - COLUMN), Math.floor(index / 2) * rowHeight),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${2 * rowHeight}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13">
<title id="title">datadog-fetch beside other clients: time of a call, time to load, size. Shorter is better.</title>
${drawn.join("\n")}
</svg>
`;
}

const bar = (name: string, value: number, text: string): Bar => ({ name, value: Math.max(0, value), text });

/** Bars of one measurement. One that is more than three times as long as the next is cut off, so that the others can be told apart. */
function panel(title: string, bars: readonly Bar[], x: number, y: number): string {
  const sorted = bars.map(({ value }) => value).sort((a, b) => b - a);
  const [longest = 1, next = longest] = sorted;
  const full = longest > 3 * next ? next * 1.25 : longest;
  const space = COLUMN - LABEL - VALUE;
  const rows = bars.map(({ name, value, text }, index) => {
    const top = y + 32 + index * ROW;
    const width = Math.max(1, (Math.min(value, full) / full) * space);
    const ours = name === "datadog-fetch";
    const cut = value > full ? `<path d="M${x + LABEL + width - 22} ${top + 17}l6 -19h6l-6 19z" fill="${TEXT}"/>` : "";
    return `<text x="${x + LABEL - 8}" y="${top + 12}" text-anchor="end" fill="${ours ? OURS : TEXT}"${ours ? ' font-weight="600"' : ""}>${name}</text>
<rect x="${x + LABEL}" y="${top}" width="${width.toFixed(1)}" height="15" rx="2" fill="${ours ? OURS : OTHERS}"/>${cut}
<text x="${(x + LABEL + width + 7).toFixed(1)}" y="${top + 12}" fill="${ours ? OURS : TEXT}">${text}</text>`;
  });
  return `<text x="${x}" y="${y + 18}" font-weight="600" fill="${TEXT}">${title}</text>\n${rows.join("\n")}`;
}
