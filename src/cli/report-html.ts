/** The audit's report as one page that needs nothing else: to be opened, searched, printed, sent on. */
import { createHash } from "node:crypto";
import type { AuditFinding, Credential, Finding } from "../jobs/index.ts";
import { html, type Markup, verbatim } from "./html.ts";
import { axis, backdrop, lifeLine, type Scale, scaleFor } from "./life-line.ts";
import { SCRIPT } from "./page-script.ts";
import { STYLE } from "./page-style.ts";
import { type Entry, type Report, summary, tally, unseenSentences } from "./report.ts";
import { ago, count, isoOf, NOUNS } from "./words.ts";

const LABELS: Record<Finding, string> = {
  leaked: "leaked",
  "owner-disabled": "owner disabled",
  "expires-soon": "expires soon",
  stale: "stale",
  "never-used": "never used",
  unscoped: "unscoped",
};

/** What each finding means, and what to do about it. */
const ADVICE: Record<Finding, string> = {
  leaked: "Somebody found it in public. Rotate it now, without overlap, and look at what was done with it.",
  "owner-disabled":
    "Its owner's account is switched off. Find out who relies on it, and replace it by one of a service account.",
  "expires-soon": "It stops working soon. Rotate it in time; the new one lives as long as this one did.",
  stale: "Nobody has used it for long. Ask its owner, then delete it.",
  "never-used": "Nobody has used it since it was made. If it is not waiting for a launch, delete it.",
  unscoped: "It may do all that its owner may. Give its successor only the scopes that it needs.",
};

/** So many rows are laid out only when they come into view. */
const MANY = 300;

export function htmlReport(report: Report): string {
  const { entries, host, now, staleAfterDays } = report;
  const scale = scaleFor(entries, now, staleAfterDays);
  const found = entries.filter(({ findings }) => findings.length > 0);
  const clean = entries.filter(({ findings }) => findings.length === 0);
  const style = `${STYLE}\n${backdrop(scale)}`;
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "img-src data:",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${verbatim(policy)}">
<title>Datadog credentials on ${host}</title>
<link rel="icon" href="data:,">
<style>${verbatim(style)}</style>
</head>
<body${entries.length > MANY ? html` class="long"` : undefined}>
<header>
<p class="where"><b>${host}</b> <span>as of <time datetime="${isoOf(new Date(now))}">${clock(now)}</time></span></p>
<h1>Datadog keys and tokens</h1>
<p class="lead">${summary(report)}</p>
${notices(report)}
</header>
<main>
${tools(report)}
${section("found", "Needs a look", found, scale)}
${section("clean", "Nothing found", clean, scale)}
<p id="nothing" class="empty" hidden>Nothing matches.</p>
${legend(scale)}
${advice(report)}
</main>
<footer>Made by <code>datadog-fetch audit</code>. No secret is on this page, and it loads nothing.</footer>
<script>${verbatim(SCRIPT)}</script>
</body>
</html>
`.markup;
}

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const clock = (time: number): string =>
  `${new Date(time).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })} UTC`;

function notices(report: Report): Markup | undefined {
  const sentences = unseenSentences(report);
  if (sentences.length === 0) return undefined;
  const paragraphs = sentences.map((sentence) => html`<p>${sentence}</p>`);
  return html`<aside class="notice" aria-label="Not seen">${paragraphs}</aside>`;
}

/** Search and filters. Without scripts they are not there, and everything is shown. */
function tools({ entries }: Report): Markup | undefined {
  if (entries.length === 0) return undefined;
  const types = [...new Set(entries.map(({ credential }) => credential.type))];
  const options = types.map((type) => html`<option value="${type}">${NOUNS[type]}s</option>`);
  const kinds = html`<select id="kind"><option value="">All kinds</option>${options}</select>`;
  const filter = (value: string, label: string, number: number): Markup =>
    html`<button type="button" data-filter="${value}" aria-pressed="false">${label} <b>${number}</b></button>`;
  return html`<div class="tools" id="tools" hidden>
<label class="search"><span class="unseen">Search names, owners, ids and scopes</span>
<input type="search" id="search" placeholder="Search names, owners, ids, scopes" autocomplete="off" spellcheck="false">
</label>
${types.length > 1 ? html`<label><span class="unseen">Kind</span>${kinds}</label>` : undefined}
<div class="filters" role="group" aria-label="Findings">${[
    filter("", "All", entries.length),
    ...tally(entries).map(({ finding, count }) => filter(finding, LABELS[finding], count)),
  ]}</div>
<p id="shown" role="status" class="unseen"></p>
</div>`;
}

function section(id: string, title: string, entries: readonly Entry[], scale: Scale): Markup | undefined {
  if (entries.length === 0) return undefined;
  return html`<section aria-labelledby="${id}" data-list>
<h2 id="${id}">${title} <span class="number">${entries.length}</span></h2>
<div class="card">${axis(scale)}
<ul class="list">${entries.map((entry) => row(entry, scale))}</ul></div>
</section>`;
}

function row(entry: Entry, scale: Scale): Markup {
  const { credential, findings } = entry;
  const { type, name, last4, createdAt, lastUsedAt } = credential;
  const { now } = scale;
  const badges = findings.map(({ finding }) => html` <span class="badge ${finding}">${LABELS[finding]}</span>`);
  const use = lastUsedAt ? html`used ${when(lastUsedAt, now)}` : lastUsedAt === null ? html`never used` : undefined;
  return html`
<li class="key" data-type="${type}" data-findings="${findings.map(({ finding }) => finding).join(" ")}">
<div class="who"><div class="name"><strong><bdi>${name}</bdi></strong>${badges}</div>
<small>${NOUNS[type]}${last4 ? html` <code>…${last4}</code>` : undefined}</small>
<small>made ${when(createdAt, now)}${use ? html` · ${use}` : undefined}</small>
${findings.flatMap((each) => since(each, now))}</div>
${lifeLine(entry, scale)}
<div class="more">${ownerOf(credential)}${details(credential, now)}</div>
</li>`;
}

const when = (date: Date, now: number): Markup =>
  html`<time datetime="${isoOf(date)}" title="${isoOf(date)}">${ago(date, now)}</time>`;

/** What a badge alone does not say. */
function since({ finding, since, credential: { expiresAt } }: AuditFinding, now: number): Markup[] {
  if (finding === "leaked") {
    return [html`<small class="alarm">Found in public${since ? html` ${when(since, now)}` : undefined}</small>`];
  }
  return finding === "expires-soon" && expiresAt
    ? [html`<small class="warn">Expires ${when(expiresAt, now)}</small>`]
    : [];
}

function ownerOf({ owner, type }: Credential): Markup {
  if (!owner) return html`<div class="owner none">${type === "api_keys" ? "maker" : "owner"} not known</div>`;
  const { name, email, disabled, serviceAccount } = owner;
  const facts = [serviceAccount ? "service account" : "", disabled ? "disabled" : ""].filter(Boolean).join(", ");
  return html`<div class="owner${disabled ? " disabled" : ""}"><span><bdi>${name || email || owner.id}</bdi>${
    facts ? html` <small class="facts">${facts}</small>` : undefined
  }</span>${name && email ? html`<small><bdi>${email}</bdi></small>` : undefined}</div>`;
}

function details({ id, createdAt, lastUsedAt, expiresAt, scopes, type }: Credential, now: number): Markup {
  const fact = (term: string, value: Markup): Markup => html`<dt>${term}</dt><dd>${value}</dd>`;
  const exact = (date: Date): Markup => html`${isoOf(date).slice(0, 16).replace("T", " ")} UTC`;
  const all = type === "api_keys" ? "an API key has none" : "all of its owner's permissions";
  const scopeList = scopes ? scopes.join(", ") || "none" : all;
  const label = scopes ? count(scopes.length, "scope") : type === "application_keys" ? "all permissions" : "details";
  return html`<details><summary>${label}</summary><dl>${[
    fact("id", html`<code>${id}</code>`),
    fact("scopes", html`${scopeList}`),
    fact("made", exact(createdAt)),
    ...(lastUsedAt ? [fact("used", exact(lastUsedAt))] : []),
    ...(expiresAt ? [fact("expires", html`${exact(expiresAt)}, ${ago(expiresAt, now)}`)] : []),
  ]}</dl></details>`;
}

function legend({ staleAfterDays }: Scale): Markup {
  const item = (drawing: Markup, text: string): Markup => html`<li>${drawing}${text}</li>`;
  const drawing = (width: number, content: Markup): Markup =>
    html`<svg width="${width}" height="14" aria-hidden="true">${content}</svg>`;
  return html`<ul class="legend" aria-label="Legend">${[
    item(
      drawing(30, html`<line class="used" x1="4" x2="22" y1="7" y2="7"/><circle class="last" cx="22" cy="7" r="5.5"/>`),
      "made until last use",
    ),
    item(drawing(14, html`<circle class="never" cx="7" cy="7" r="5.5"/>`), "made, never used"),
    item(drawing(30, html`<line class="idle" x1="2" x2="30" y1="7" y2="7"/>`), "idle since"),
    item(drawing(14, html`<path class="leak" d="M7 0 14 7 7 14 0 7Z"/>`), "found in public"),
    item(
      drawing(24, html`<line class="ahead" x1="2" x2="20" y1="7" y2="7"/><path class="end" d="M20 0V14"/>`),
      "expires",
    ),
    item(drawing(30, html`<rect class="zone" width="30" height="14" rx="3"/>`), `more than ${staleAfterDays} days ago`),
  ]}</ul>`;
}

function advice({ entries }: Report): Markup | undefined {
  const found = tally(entries);
  if (found.length === 0) return undefined;
  return html`<section aria-labelledby="advice"><h2 id="advice">What to do</h2><dl class="advice">${found.map(
    ({ finding }) =>
      html`<div><dt><span class="badge ${finding}">${LABELS[finding]}</span></dt><dd>${ADVICE[finding]}</dd></div>`,
  )}</dl></section>`;
}
