/** The PagerDuty services, known by name. */
import type { CallOf, Resource } from "../call.ts";
import type { OperationId } from "../operations.ts";
import { type HandlerResponse, refuse, V1 } from "../responses.ts";
import type { SandboxPagerDutyService } from "../state.ts";
import { isObject } from "../validate.ts";

export type PagerDutyOperations =
  | "createPagerDutyService"
  | "getPagerDutyService"
  | "updatePagerDutyService"
  | "deletePagerDutyService";

const NOT_FOUND = refuse(404, "Service not found");

export const pagerDutyServices: Resource<PagerDutyOperations> = {
  family: V1,
  limit: { limit: 12_000, period: 60, name: "pagerduty_integration" },
  refuseBody,
  handlers: {
    createPagerDutyService({ state, body: { service_name, service_key } }) {
      if (state.pagerDutyServices.some((service) => service.service_name === service_name)) {
        return refuse(400, "a service with this name already exists");
      }
      state.pagerDutyServices.push({ service_name, service_key });
      return { status: 201, body: { service_name } };
    },

    getPagerDutyService: (call) => response(find(call)),

    updatePagerDutyService(call) {
      const service = find(call);
      if (service) service.service_key = call.body.service_key;
      return response(service);
    },

    deletePagerDutyService(call) {
      const service = find(call);
      if (!service) return NOT_FOUND;
      call.state.pagerDutyServices.splice(call.state.pagerDutyServices.indexOf(service), 1);
      return { status: 204 };
    },
  },
};

const FIELDS: { readonly [Id in OperationId]?: readonly string[] } = {
  createPagerDutyService: ["service_name", "service_key"],
  updatePagerDutyService: ["service_key"],
};

/** The first reason alone, as Datadog gives it. */
function refuseBody(id: PagerDutyOperations, body: unknown): HandlerResponse | undefined {
  for (const field of FIELDS[id] ?? []) {
    const value = isObject(body) ? body[field] : undefined;
    if (typeof value !== "string") return refuse(400, `'${field}' should be string`);
    if (value === "") return refuse(400, `${field} cannot be blank`);
  }
  return undefined;
}

function find({
  state,
  path,
}: Pick<CallOf<"getPagerDutyService">, "state" | "path">): SandboxPagerDutyService | undefined {
  return state.pagerDutyServices.find(({ service_name }) => service_name === path.service_name);
}

function response(service: SandboxPagerDutyService | undefined): HandlerResponse {
  return service ? { status: 200, body: { service_name: service.service_name } } : NOT_FOUND;
}
