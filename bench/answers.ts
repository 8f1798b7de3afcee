/** What the benchmarks' servers answer: one key of about 200 bytes, and pages of 100 keys of about 50 kB. */

/** Where the fetch stubs and the loopback server find a request's answer. */
export const KEY_ID = "6d7a1b52-9c0e-4f3a-8f7d-2b1c5e9a4d10";
export const PAGE_SIZE = 100;

/** One API key, as `GET /api/v2/api_keys/{api_key_id}` answers it without its relationships. */
export const SMALL = JSON.stringify({
  data: {
    type: "api_keys",
    id: KEY_ID,
    attributes: { name: "ci-pipelines", last4: "cdef", created_at: "2025-09-08T09:24:42.999350+00:00", category: "ci" },
  },
});

/** One page of a list that has `total` keys. */
export function page(number: number, total: number): string {
  const first = number * PAGE_SIZE;
  const length = Math.max(0, Math.min(PAGE_SIZE, total - first));
  return JSON.stringify({
    data: Array.from({ length }, (_, index) => key(first + index)),
    meta: { max_allowed: total, page: { total_filtered_count: total } },
  });
}

function key(number: number): object {
  const digits = String(number).padStart(12, "0");
  const user = { data: { type: "users", id: `3f0c8a6e-51d2-4b7f-9a3e-${digits}` } };
  return {
    type: "api_keys",
    id: `6d7a1b52-9c0e-4f3a-8f7d-${digits}`,
    attributes: {
      name: `service-${digits}`,
      last4: digits.slice(-4),
      created_at: "2025-09-08T09:24:42.999350+00:00",
      modified_at: "2025-09-08T09:24:42.999350+00:00",
      date_last_used: "2026-05-04T10:15:00.302611856Z",
      category: "ci",
      remote_config_read_enabled: true,
    },
    relationships: { created_by: user, modified_by: user },
  };
}

/** A `fetch` that answers at once: nothing but the client's own work is left to measure. */
export async function stub(input: string | URL | Request, _init?: RequestInit): Promise<Response> {
  const url = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
  return new Response(url.endsWith(KEY_ID) ? SMALL : FULL_PAGE, { headers: { "content-type": "application/json" } });
}

const FULL_PAGE = page(0, PAGE_SIZE);
