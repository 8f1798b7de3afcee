/**
 * The permissions of the sandbox's organization: those that the operations need, and a few that scopes are often made
 * of.
 */

/** Names with the group that Datadog shows them in. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "API and Application Keys": [
    "api_keys_read",
    "api_keys_write",
    "api_keys_delete",
    "user_app_keys",
    "org_app_keys_read",
    "org_app_keys_write",
  ],
  "Access Management": [
    "user_access_invite",
    "user_access_manage",
    "user_access_read",
    "service_account_write",
    "org_management",
  ],
  Integrations: ["manage_integrations", "integrations_read"],
  "App Builder & Workflow Automation": ["connection_write"],
  Dashboards: ["dashboards_read", "dashboards_write", "dashboards_public_share"],
  Monitors: ["monitors_read", "monitors_write", "monitors_downtime"],
  Logs: ["logs_read_data", "logs_read_index_data", "logs_write_pipelines"],
  Metrics: ["metrics_read", "metric_tags_write", "timeseries_query"],
  Events: ["events_read"],
  Synthetics: ["synthetics_read", "synthetics_write"],
  Compliance: ["audit_logs_read", "audit_logs_write"],
};

export interface Permission {
  id: string;
  name: string;
  display_name: string;
  description: string;
  group_name: string;
  display_type: "read" | "write" | "other";
}

const displayName = (name: string): string =>
  name
    .split("_")
    .map((word) =>
      word === "api" || word === "org" ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(" ");

/** An id that a name has in every sandbox. */
function permissionId(name: string): string {
  let hash = 0x811c9dc5;
  let digits = "";
  for (let round = 0; round < 4; round += 1) {
    for (const character of `${name}${round}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
    digits += hash.toString(16).padStart(8, "0");
  }
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => digits.slice(from, to));
  return `${a}-${b}-4${c}-8${d}-${e}`;
}

/** Every permission that there is. */
export const PERMISSIONS: readonly Permission[] = Object.entries(NAMES).flatMap(([group_name, names]) =>
  names.map((name) => ({
    id: permissionId(name),
    name,
    display_name: displayName(name),
    description: `Allows what Datadog calls ${displayName(name)}.`,
    group_name,
    display_type: /_read(_|$)|_query$/.test(name)
      ? "read"
      : /_(write|delete|manage)(_|$)/.test(name)
        ? "write"
        : "other",
  })),
);
