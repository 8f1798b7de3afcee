/** The PagerDuty services of v1, known by name. */
import { refuse } from "./answers.ts";
import type { Call, Handlers, OperationsUnder } from "./calls.ts";
import { remove } from "./store.ts";

const NOT_FOUND = refuse(404, "Service not found");

export const pagerDuty: Handlers<OperationsUnder<"/api/v1/integration/pagerduty/">> = {
  createPagerDutyService({ state, body: { service_name, service_key } }) {
    if (state.pagerDutyServices.some((service) => service.service_name === service_name)) {
      return refuse(400, { path: ["service_name"], detail: "a service with this name already exists" });
    }
    state.pagerDutyServices.push({ service_name, service_key });
    return { status: 201, body: { service_name } };
  },

  getPagerDutyService(call) {
    const service = find(call);
    return service ? { status: 200, body: { service_name: service.service_name } } : NOT_FOUND;
  },

  updatePagerDutyService(call) {
    const service = find(call);
    if (!service) return NOT_FOUND;
    service.service_key = call.body.service_key;
    return { status: 200 };
  },

  deletePagerDutyService(call) {
    const service = find(call);
    if (!service) return NOT_FOUND;
    remove(call.state.pagerDutyServices, service);
    return { status: 204 };
  },
};

const find = ({ state, id }: Call) => state.pagerDutyServices.find(({ service_name }) => service_name === id);
