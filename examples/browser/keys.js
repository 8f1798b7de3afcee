/** What the page knows about keys: who made them, which are idle, which have leaked, and how one is replaced. */
import { InputError } from "datadog-fetch";
import { audit, rotate } from "datadog-fetch/jobs";
import { DAY, own } from "./datadog.js";

export const STALE_AFTER = 90;
const REPLACED = /^(.*) \(rotation \w+, replaced, delete after (.*)\)$/;

/** All keys with their ages in days: those that leaked first, then the longest idle. */
export async function readKeys(dd) {
  const { credentials, findings } = await audit(dd, { types: ["api_keys"], staleAfter: STALE_AFTER * DAY });
  const leaks = new Map(
    findings.filter(({ finding }) => finding === "leaked").map(({ credential, since }) => [credential, since]),
  );
  const keys = credentials.map((credential) => describe(credential, leaks.get(credential)));
  return keys.sort(
    (a, b) => Number(b.leak !== undefined) - Number(a.leak !== undefined) || b.idle - a.idle || b.age - a.age,
  );
}

function describe({ id, name, last4, createdAt, lastUsedAt, owner }, leakedAt) {
  const [, base, until] = REPLACED.exec(name) ?? [];
  const age = daysSince(createdAt);
  const used = lastUsedAt ? daysSince(lastUsedAt) : undefined;
  const idle = used ?? age;
  return {
    id,
    name: base === undefined ? name : `${base} (replaced)`,
    until: until && new Date(until),
    owner,
    last4,
    age,
    used,
    idle,
    stale: idle > STALE_AFTER,
    own: id === own.id,
    leak: leakedAt && daysSince(leakedAt),
  };
}

const daysSince = (date) => Math.max(0, (Date.now() - date) / DAY);

/** Replaces a key. `isStored` shows the new one, and asks whether somebody has stored it; the old one stays for another day. */
export async function replace(dd, key, isStored) {
  let isTakenBack = false;
  const store = {
    read: async () => undefined, // nobody can tell what people have stored
    async write({ id, secret }) {
      isTakenBack = !(await isStored(secret));
      if (isTakenBack) throw new InputError("rotate", "nobody has stored the new key"); // so that rotate takes it back
      if (key.own) Object.assign(own, { id, key: secret });
    },
  };
  try {
    return await rotate(dd, { type: "api_keys", name: key.name }, { store, overlap: DAY });
  } catch (error) {
    if (isTakenBack) return { current: key };
    throw error;
  }
}
