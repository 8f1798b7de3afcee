/** Points in time as Datadog writes them: each field of each operation has a form of its own. */

/** The parts of a time stamp: the date and the time of day in UTC, and the digits after the second. */
function parts(time: string): { date: string; clock: string; fraction: string } {
  const [date = "", clock = ""] = new Date(time).toISOString().slice(0, 19).split("T");
  return { date, clock, fraction: /\.(\d{1,9})/.exec(time)?.[1] ?? "" };
}

/** `2026-07-13T13:28:02.207000+00:00`, as keys and users have it. */
export function offsetStamp(time: string): string {
  const { date, clock, fraction } = parts(time);
  return `${date}T${clock}.${fraction.slice(0, 6).padEnd(6, "0")}+00:00`;
}

/** `2026-07-13T13:28:02.207000Z`, as tokens have it once they are stored. */
export function microStamp(time: string): string {
  const { date, clock, fraction } = parts(time);
  return `${date}T${clock}.${fraction.slice(0, 6).padEnd(6, "0")}Z`;
}

/** `2026-07-13T13:28:02.207000000Z`, as a token's creation and its last use have it. */
export function nanoStamp(time: string): string {
  const { date, clock, fraction } = parts(time);
  return `${date}T${clock}.${fraction.padEnd(9, "0")}Z`;
}

/** `2027-01-01T00:00:00Z`: no digits where there is nothing to say, as a token's expiry has it. */
export function shortStamp(time: string): string {
  const { date, clock, fraction } = parts(time);
  const digits = fraction.slice(0, 6).replace(/0+$/, "");
  return `${date}T${clock}${digits && `.${digits}`}Z`;
}

/** `2026-07-13 13:28:02.207000 +0000 UTC`, as Go prints a time, and connections have it. */
export function goStamp(time: string): string {
  const { date, clock, fraction } = parts(time);
  return `${date} ${clock}.${fraction.slice(0, 6).padEnd(6, "0")} +0000 UTC`;
}

/** `2026-07-13 13:28:02`, as the API keys of v1 have it. */
export function plainStamp(time: string): string {
  const { date, clock } = parts(time);
  return `${date} ${clock}`;
}
