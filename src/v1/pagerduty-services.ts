/**
 * PagerDuty services that Datadog may page. The API does not bear parallel writes, so those of one client run one after the other.
 * @see https://docs.datadoghq.com/api/latest/pagerduty-integration/
 * @module
 */
import type { PagerDutyService, PagerDutyServiceKey, PagerDutyServiceName } from "../../generated/types.ts";
import { type CallOptions, type Client, send, sendWithoutAnswer } from "../core.ts";

/**
 * Adds a service with its key, which is never shown again.
 *
 * Needs the permission `manage_integrations`. Repeated after a 429 only.
 */
export function create(client: Client, body: PagerDutyService, options?: CallOptions): Promise<PagerDutyServiceName> {
  return send(client, "post", "/api/v1/integration/pagerduty/configuration/services", { body }, options);
}

/**
 * Gets a service by its name, without its key.
 *
 * Needs the permission `integrations_read`.
 */
export function get(client: Client, serviceName: string, options?: CallOptions): Promise<PagerDutyServiceName> {
  const path = { service_name: serviceName };
  return send(client, "get", "/api/v1/integration/pagerduty/configuration/services/{service_name}", { path }, options);
}

/**
 * Gives a service another key.
 *
 * Needs the permission `manage_integrations`.
 */
export function update(client: Client, serviceName: string, body: PagerDutyServiceKey, options?: CallOptions): Promise<void> {
  const path = { service_name: serviceName };
  return sendWithoutAnswer(client, "put", "/api/v1/integration/pagerduty/configuration/services/{service_name}", { path, body }, options);
}

function remove(client: Client, serviceName: string, options?: CallOptions): Promise<void> {
  const path = { service_name: serviceName };
  return sendWithoutAnswer(client, "delete", "/api/v1/integration/pagerduty/configuration/services/{service_name}", { path }, options);
}

export {
  /**
   * Removes a service from Datadog. In PagerDuty it stays.
   *
   * Needs the permission `manage_integrations`.
   */
  remove as delete,
};
