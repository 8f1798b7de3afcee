/** Draws how old keys are and when they were last used: one line of life each, on one scale. */
import { STALE_AFTER } from "./keys.js";

const TICKS = [
  [0, "today"],
  [30, "30 days"],
  [90, "90 days"],
  [365, "1 year"],
  [730, "2 years"],
];
const MOST = 800;

/** Where a day is on the scale, in percent. Square roots give the last weeks the room that they deserve. */
const x = (days) => `${(97.5 - 95 * Math.sqrt(Math.min(days, MOST) / MOST)).toFixed(2)}%`;

export function ago(days) {
  if (days < 1) return "today";
  if (days < 2) return "yesterday";
  if (days < 365) return `${Math.floor(days)} days ago`;
  const years = (Math.floor(days / 36.5) / 10).toString();
  return years === "1" ? "a year ago" : `${years} years ago`;
}

/** The scale above the lines. */
export function axis() {
  const svg = draw("svg", { height: 20 });
  for (const [days, text] of TICKS) {
    const anchor = days === 0 ? "end" : "middle";
    const place = {
      x: days === 0 ? "99%" : x(days),
      y: 14,
      "text-anchor": anchor,
      class: days === 30 ? "crowded" : "",
    };
    svg.append(draw("text", place, text));
  }
  return svg;
}

/** One key's line: from when it was made, over its last use, to now. */
export function lifeline({ age, used, leak }) {
  const told = `Made ${ago(age)}, ${used === undefined ? "never used" : `last used ${ago(used)}`}${leak !== undefined ? `, leaked ${ago(leak)}` : ""}.`;
  const svg = draw("svg", { role: "img", "aria-label": told });
  const line = (kind, from, to) => draw("line", { class: kind, x1: x(from), x2: x(to), y1: "50%", y2: "50%" });
  svg.append(draw("rect", { class: "zone", width: x(STALE_AFTER), height: "100%" }));
  for (const [days] of TICKS) svg.append(draw("line", { class: "tick", x1: x(days), x2: x(days), y2: "100%" }));
  svg.append(line("idle", used ?? age, 0));
  if (used !== undefined) svg.append(line("used", age, used));
  const mark = used === undefined ? "never" : used > STALE_AFTER ? "last late" : "last";
  svg.append(draw("circle", { class: mark, cx: x(used ?? age), cy: "50%", r: 5.5 }));
  if (leak !== undefined) {
    const place = draw("svg", { x: x(leak), y: "50%" });
    place.append(draw("path", { class: "leak", d: "M0-7 7 0 0 7-7 0Z" }));
    svg.append(place);
  }
  return svg;
}

function draw(name, attributes, text = "") {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  node.textContent = text;
  return node;
}
