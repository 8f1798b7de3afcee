/** `datadog-fetch audit`: what is wrong with the keys and tokens there are, for people, programs and spreadsheets. */
import type { ResponseEvent } from "../core.ts";
import { type AuditProgress, audit } from "../jobs/index.ts";
import { amount, choice } from "./arguments.ts";
import { type Command, type Surroundings, tell } from "./command.ts";
import { CONNECTION, connect } from "./connect.ts";
import { EXIT } from "./failures.ts";
import { progressOn } from "./progress.ts";
import { entriesOf, type Report, unseenSentences } from "./report.ts";
import { htmlReport } from "./report-html.ts";
import { csvReport, jsonReport, tableReport } from "./report-text.ts";
import { untilStopped } from "./stop.ts";
import { harmless } from "./terminal.ts";
import { LISTS } from "./words.ts";

const FORMATS = ["table", "csv", "json", "html"] as const;
const DAY = 24 * 3600_000;

export const auditCommand: Command = {
  name: "audit",
  summary: "List every API key, application key and token with owner, age, last use, and what is wrong with it",
  arguments: [],
  usage: "[--format table|csv|json|html] [--stale-after DAYS]",
  options: {
    format: { value: FORMATS.join("|"), text: "how the report is written (table)" },
    "stale-after": { value: "DAYS", text: "unused for longer is stale (90)" },
    ...CONNECTION,
  },
  details: [
    "Findings, the worst first: leaked (found in public), owner-disabled, expires-soon (within 30 days), stale,",
    "never-used, unscoped (an application key with all of its owner's permissions). Exit code 1 if there are any.",
    "Needs api_keys_read, org_app_keys_read and user_access_read. What these credentials may not list is told.",
    "Changes nothing, and shows no secret. html is one page that needs nothing else: open it, print it, send it on.",
  ],
  examples: [
    "datadog-fetch audit",
    "datadog-fetch audit --stale-after 30 --format csv > keys.csv",
    "datadog-fetch audit --format html > keys.html",
    "datadog-fetch audit --format json | jq -r '.findings[] | [.finding, .credential.name] | @tsv'",
  ],
  async run(args, surroundings) {
    const format = choice(auditCommand, args, "format", FORMATS);
    const staleAfterDays = amount(auditCommand, args, "stale-after", 90);
    const { env, out, now } = surroundings;
    const reading = readingOn(surroundings);
    const { client, host } = connect("audit", args, env, reading.onResponse);
    const found = await untilStopped((signal) =>
      audit(client, { staleAfter: staleAfterDays * DAY, now, onProgress: reading.onProgress, signal }),
    ).finally(reading.end);
    const report: Report = { entries: entriesOf(found), unseen: found.unseen, host, now, staleAfterDays };
    const writers = {
      table: () => tableReport(report, out),
      csv: () => csvReport(report),
      json: () => jsonReport(found),
      html: () => htmlReport(report),
    };
    process.stdout.write(writers[format]());
    if (format === "csv") for (const sentence of unseenSentences(report)) tell(harmless(sentence));
    return found.findings.length > 0 ? EXIT.findings : EXIT.fine;
  },
};

/** Tells on one line how far every list has been read, and that Datadog has asked to wait. */
function readingOn({ err }: Surroundings): {
  onProgress(progress: AuditProgress): void;
  onResponse(event: ResponseEvent): void;
  end(): void;
} {
  const progress = progressOn(err);
  const lists = new Map<string, string>();
  let wait = "";
  const show = (): void => progress.show(`Reading ${[...lists.values()].join(", ")}${wait}`);
  return {
    onProgress({ type, read, total }) {
      lists.set(type, `${type === "users" ? "users" : LISTS[type]} ${read} of ${total}`);
      show();
    },
    onResponse({ status }) {
      const isLimited = status === 429;
      if (isLimited === (wait !== "")) return;
      wait = isLimited ? " (waiting for the rate limit)" : "";
      show();
    },
    end: progress.clear,
  };
}
