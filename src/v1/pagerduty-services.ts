/**
 * PagerDuty services that Datadog may page. The API does not bear parallel writes, so those of one client run one after
 * the other.
 * @see https://docs.datadoghq.com/api/latest/pagerduty-integration/
 * @module
 */
import {
  createPagerDutyService,
  deletePagerDutyService,
  getPagerDutyService,
  updatePagerDutyService,
} from "../../generated/operations.ts";
import type { PagerDutyService, PagerDutyServiceKey, PagerDutyServiceName } from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Adds a service with its key, which is never shown again.
 *
 * Needs the permission `manage_integrations`. Repeated after a 429 only.
 */
export function create(client: Client, body: PagerDutyService, options?: CallOptions): Promise<PagerDutyServiceName> {
  return send(client, createPagerDutyService, { body }, options);
}

/**
 * Gets a service by its name, without its key.
 *
 * Needs the permission `integrations_read`.
 */
export function get(client: Client, serviceName: string, options?: CallOptions): Promise<PagerDutyServiceName> {
  const path = { service_name: serviceName };
  return send(client, getPagerDutyService, { path }, options);
}

/**
 * Gives a service another key.
 *
 * Needs the permission `manage_integrations`.
 */
export function update(
  client: Client,
  serviceName: string,
  body: PagerDutyServiceKey,
  options?: CallOptions,
): Promise<void> {
  const path = { service_name: serviceName };
  return send(client, updatePagerDutyService, { path, body }, options);
}

function remove(client: Client, serviceName: string, options?: CallOptions): Promise<void> {
  const path = { service_name: serviceName };
  return send(client, deletePagerDutyService, { path }, options);
}

export {
  /**
   * Removes a service from Datadog. In PagerDuty it stays.
   *
   * Needs the permission `manage_integrations`.
   */
  remove as delete,
};
