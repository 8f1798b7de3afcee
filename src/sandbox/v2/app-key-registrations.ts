/** The registrations that let application keys work with connections. */
import type { Resource } from "../call.ts";
import { pageOf } from "../lists.ts";
import { type Family, type HandlerResponse, refuseInObjects, refuseWith, title } from "../responses.ts";
import { isUUID } from "../uuid.ts";

export type RegistrationOperations =
  | "listAppKeyRegistrations"
  | "getAppKeyRegistration"
  | "registerAppKey"
  | "unregisterAppKey";

const REGISTRATIONS: Family = {
  mediaType: "application/vnd.api+json",
  refuse(status, problems) {
    const { parameter, detail } = problems?.[0] ?? {};
    return parameter === undefined
      ? refuseInObjects(status, problems)
      : invalid(`"${parameter}" in "query"`, detail?.replace(/^must be an? (\w+)$/, 'expected type "$1"'));
  },
};

const NOT_FOUND = refuseWith(404, { detail: "app key not found" });
const NO_UUID = invalid('"appKeyId" in "path"', 'expected type "uuid"');

function invalid(where: string, why = title(400)): HandlerResponse {
  return refuseWith(400, { status: "400", title: "Invalid Parameter", detail: `invalid parameter ${where}; ${why}` });
}

export const appKeyRegistrations: Resource<RegistrationOperations> = {
  family: REGISTRATIONS,
  handlers: {
    listAppKeyRegistrations({ state, query }) {
      const total = state.registrations.length;
      const data = pageOf(state.registrations, query).map(resource);
      return { status: 200, body: { data, meta: { total, total_filtered: total } } };
    },

    getAppKeyRegistration({ state, path: { app_key_id } }) {
      if (!isUUID(app_key_id)) return NO_UUID;
      if (!state.registrations.includes(app_key_id)) return NOT_FOUND;
      return { status: 200, body: { data: resource(app_key_id) } };
    },

    registerAppKey({ state, path: { app_key_id } }) {
      if (!isUUID(app_key_id)) return NO_UUID;
      if (!state.applicationKeys.some(({ id }) => id === app_key_id)) {
        return invalid('"appKeyId" in "path"', "app key not found");
      }
      if (!state.registrations.includes(app_key_id)) state.registrations.push(app_key_id);
      return { status: 201, body: { data: resource(app_key_id) } };
    },

    unregisterAppKey({ state, path: { app_key_id } }) {
      if (!isUUID(app_key_id)) return NO_UUID;
      if (!state.registrations.includes(app_key_id)) return NOT_FOUND;
      state.registrations.splice(state.registrations.indexOf(app_key_id), 1);
      return { status: 204 };
    },
  },
};

const resource = (id: string) => ({ id, type: "app_key_registration" });
