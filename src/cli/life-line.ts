/** Draws the lives of credentials on one scale: made, last used, leaked, expiring. */
import type { Credential } from "../jobs/index.ts";
import { html, type Markup } from "./html.ts";
import type { Entry } from "./report.ts";
import { ago } from "./words.ts";

const DAY = 24 * 3600_000;

/** Where times are on the scale, in percent of its width. */
export interface Scale {
  readonly now: number;
  readonly staleAfterDays: number;
  /** The place of a time. */
  x(date: Date | number): number;
  readonly ticks: readonly Tick[];
}

interface Tick {
  readonly x: number;
  readonly text: string;
  /** Whether there is no room for its text on a narrow page. */
  readonly isCrowded: boolean;
}

const LEFT = 2.5;
const RIGHT = 97.5;
/** Where today is, if something lies ahead. */
const TODAY = 82;
const SHORTEST = 400;
const LONGEST = 3660;

/** A scale on which all of them find room. Square roots give the last weeks and the next ones the room they deserve. */
export function scaleFor(entries: readonly Entry[], now: number, staleAfterDays: number): Scale {
  const days = (date: Date | null): number => (date ? (now - date.getTime()) / DAY : 0);
  const most = (values: readonly number[]): number => values.reduce((a, b) => (b > a ? b : a), 0);
  const past = Math.min(Math.max(most(entries.map(({ credential }) => days(credential.createdAt))), SHORTEST), LONGEST);
  const ahead = Math.min(most(entries.map(({ credential }) => -days(credential.expiresAt))), 366);
  const today = ahead > 0 ? TODAY : RIGHT;
  const place = (age: number): number =>
    age >= 0
      ? today - (today - LEFT) * Math.sqrt(Math.min(age, past) / past)
      : today + (RIGHT - today) * Math.sqrt(Math.min(-age, ahead) / Math.max(ahead, 1));
  const x = (date: Date | number): number => {
    const age = (now - Number(date)) / DAY;
    return Number.isNaN(age) ? LEFT : round(place(age));
  };
  return { now, staleAfterDays, x, ticks: ticksOf(place, past, ahead, staleAfterDays) };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** How far apart the texts of two ticks have to be, on a wide page and on a narrow one. */
const ROOM = 8;
const NARROW_ROOM = 17;

function ticksOf(place: (age: number) => number, past: number, ahead: number, staleAfterDays: number): Tick[] {
  const wanted: [age: number, text: string][] = [
    [0, "today"],
    [staleAfterDays, staleAfterDays === 1 ? "1 day" : `${staleAfterDays} days`],
    [365, "1 year"],
    [-30, "in 30 days"],
    [730, "2 years"],
    [1826, "5 years"],
    [3652, "10 years"],
    [-365, "in a year"],
    [30, "30 days"],
  ];
  const ticks: Tick[] = [];
  for (const [age, text] of wanted) {
    const at = round(place(age));
    const gap = Math.min(...ticks.map((tick) => Math.abs(tick.x - at)), 100);
    if (age > past || -age > ahead || gap < ROOM) continue;
    const narrowGap = Math.min(...ticks.filter((tick) => !tick.isCrowded).map((tick) => Math.abs(tick.x - at)), 100);
    ticks.push({ x: at, text, isCrowded: narrowGap < NARROW_ROOM });
  }
  return ticks;
}

const tickText = ({ x, text, isCrowded }: Tick): Markup => {
  const [place, anchor] = x > 95 ? [99, "end"] : [x, "middle"];
  const kind = isCrowded ? "crowded" : "roomy";
  return html`<text x="${place}%" y="14" text-anchor="${anchor}" class="${kind}">${text}</text>`;
};

/** The texts above the lines. */
export const axis = ({ ticks }: Scale): Markup =>
  html`<div class="axis" aria-hidden="true"><svg height="20">${ticks.map(tickText)}</svg></div>`;

/** The ticks behind the lives, and the time after which an unused credential is stale, as one background for all. */
export function backdrop({ ticks, x, now, staleAfterDays }: Scale): string {
  const line = "linear-gradient(var(--line), var(--line))";
  const zone = x(now - staleAfterDays * DAY);
  const layers = [
    ...ticks.map((tick) => `${line} ${tick.x}% 0 / 1px 100% no-repeat`),
    `linear-gradient(var(--zone), var(--zone)) 0 0 / ${zone}% 100% no-repeat`,
  ];
  return `.life { background: ${layers.join(", ")}; }`;
}

/** One credential's life: from when it was made, over its last use, to now, and to its end where that is known. */
export function lifeLine({ credential, findings }: Entry, scale: Scale): Markup {
  const { createdAt, lastUsedAt, expiresAt } = credential;
  const leak = findings.find(({ finding }) => finding === "leaked")?.since;
  const { x, now } = scale;
  const line = (kind: string, from: Date | number, to: Date | number): Markup =>
    html`<line class="${kind}" x1="${x(from)}%" x2="${x(to)}%" y1="50%" y2="50%"/>`;
  const isAhead = expiresAt !== null && expiresAt.getTime() > now;
  const end = expiresAt && !isAhead ? expiresAt : now;
  return html`<svg class="life" role="img" aria-label="${told(credential, leak, now)}">${[
    line("idle", lastUsedAt ?? createdAt, end),
    ...(isAhead ? [line("ahead", now, expiresAt)] : []),
    ...(expiresAt ? [html`<svg x="${x(expiresAt)}%" y="50%"><path class="end" d="M0-7V7"/></svg>`] : []),
    ...(lastUsedAt ? [line("used", createdAt, lastUsedAt)] : []),
    html`<circle class="${markOf(credential, scale)}" cx="${x(lastUsedAt ?? createdAt)}%" cy="50%" r="5.5"/>`,
    ...(leak ? [html`<svg x="${x(leak)}%" y="50%"><path class="leak" d="M0-7 7 0 0 7-7 0Z"/></svg>`] : []),
  ]}</svg>`;
}

function markOf({ lastUsedAt }: Credential, { now, staleAfterDays }: Scale): string {
  if (!lastUsedAt) return lastUsedAt === null ? "never" : "unknown";
  return now - lastUsedAt.getTime() > staleAfterDays * DAY ? "last late" : "last";
}

/** The same in words. */
function told({ createdAt, lastUsedAt, expiresAt }: Credential, leak: Date | undefined, now: number): string {
  const use = lastUsedAt
    ? `last used ${ago(lastUsedAt, now)}`
    : lastUsedAt === null
      ? "never used"
      : "last use unknown";
  const isOver = expiresAt && expiresAt.getTime() <= now;
  const end = expiresAt ? `, ${isOver ? "expired" : "expires"} ${ago(expiresAt, now)}` : "";
  return `Made ${ago(createdAt, now)}, ${use}${leak ? `, leaked ${ago(leak, now)}` : ""}${end}.`;
}
