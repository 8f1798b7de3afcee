/**
 * PagerDuty services that Datadog may page. The API does not support parallel writes, so those of one client run one
 * after the other.
 * @see https://docs.datadoghq.com/api/latest/pagerduty-integration/
 * @module
 */
// Generated from spec/v1/pagerduty-integration.yaml by `npm run generate`. Do not edit.
import {
  createPagerDutyService,
  deletePagerDutyService,
  getPagerDutyService,
  updatePagerDutyService,
} from "../../generated/operations.ts";
import type { PagerDutyService, PagerDutyServiceKey, PagerDutyServiceName } from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Adds a PagerDuty service with its key, which is never shown again, so that monitors can page it by name. Do not
 * change several services of one account at the same time: the API does not support it.
 *
 * Needs the permission `manage_integrations`. Repeated after a 429 only.
 */
export function create(client: Client, body: PagerDutyService, options?: CallOptions): Promise<PagerDutyServiceName> {
  return send(client, createPagerDutyService, { body }, options);
}

/**
 * Gets a PagerDuty service by its name, without its key. A name that Datadog does not know is a 404.
 *
 * Needs the permission `integrations_read`.
 */
export function get(client: Client, serviceName: string, options?: CallOptions): Promise<PagerDutyServiceName> {
  return send(client, getPagerDutyService, { path: { service_name: serviceName } }, options);
}

/**
 * Gives a PagerDuty service another key; its name stays. The response is documented without a body; the API sends the
 * service's name. Do not change several services of one account at the same time: the API does not support it.
 *
 * Needs the permission `manage_integrations`.
 */
export function update(
  client: Client,
  serviceName: string,
  body: PagerDutyServiceKey,
  options?: CallOptions,
): Promise<void> {
  return send(client, updatePagerDutyService, { path: { service_name: serviceName }, body }, options);
}

function remove(client: Client, serviceName: string, options?: CallOptions): Promise<void> {
  return send(client, deletePagerDutyService, { path: { service_name: serviceName } }, options);
}

export {
  /**
   * Removes a PagerDuty service from Datadog: monitors can no longer page it. In PagerDuty it stays. Do not change
   * several services of one account at the same time: the API does not support it.
   *
   * Needs the permission `manage_integrations`.
   */
  remove as delete,
};
