/** One call of every operation, by its operationId. The API reference shows them as code samples; a test makes each of them. */
import type { Datadog } from "datadog-fetch";
import type * as operations from "../generated/operations.ts";

/** What the calls need besides a client. */
export interface Given {
  dd: Datadog;
  apiKeyId: string;
  appKeyId: string;
  connectionId: string;
  serviceAccountId: string;
  tokenId: string;
  userId: string;
  /** The secrets of keys: version 1 of the API addresses keys by them. */
  apiKey: string;
  appKey: string;
  roleId: string;
  /** Keeps a secret where it belongs. */
  store(secret: string): Promise<void>;
}

export type Call = (given: Given) => Promise<void>;

export const calls: { readonly [OperationId in keyof typeof operations]: Call } = {
  listAPIKeys: async ({ dd }) => {
    for await (const key of dd.apiKeys.list({ filter: "ci", sort: "-created_at" })) {
      console.log(key.id, key.attributes.name, key.attributes.date_last_used);
    }
  },
  createAPIKey: async ({ dd, store }) => {
    const { data } = await dd.apiKeys.create({ name: "ci-pipelines" });
    await store(data.attributes.key);
  },
  getAPIKey: async ({ dd, apiKeyId }) => {
    const { data, included = [] } = await dd.apiKeys.get(apiKeyId, { include: "created_by" });
    const [creator] = included.filter((item) => item.type === "users");
    console.log(`${data.attributes.name} was made by ${creator?.attributes.email}`);
  },
  updateAPIKey: async ({ dd, apiKeyId }) => {
    const { data } = await dd.apiKeys.update(apiKeyId, { name: "ci-pipelines-2" });
    console.log(data.attributes.name);
  },
  deleteAPIKey: async ({ dd, apiKeyId }) => {
    await dd.apiKeys.delete(apiKeyId);
  },

  listApplicationKeys: async ({ dd }) => {
    for await (const key of dd.applicationKeys.list({ "page[size]": 100 })) {
      console.log(key.id, key.attributes.name, key.attributes.scopes ?? "all permissions of its owner");
    }
  },
  getApplicationKey: async ({ dd, appKeyId }) => {
    const { data } = await dd.applicationKeys.get(appKeyId, { include: "owned_by" });
    console.log(data.attributes.name, data.relationships?.owned_by?.data.id);
  },
  updateApplicationKey: async ({ dd, appKeyId }) => {
    await dd.applicationKeys.update(appKeyId, { scopes: ["dashboards_read"] });
  },
  deleteApplicationKey: async ({ dd, appKeyId }) => {
    await dd.applicationKeys.delete(appKeyId);
  },

  listCurrentUserApplicationKeys: async ({ dd }) => {
    const keys = await dd.currentUser.applicationKeys.list({ sort: "name" }).toArray();
    console.log(`${keys.length} application keys are yours`);
  },
  createCurrentUserApplicationKey: async ({ dd, store }) => {
    const { data } = await dd.currentUser.applicationKeys.create({ name: "terraform", scopes: ["dashboards_write"] });
    await store(data.attributes.key);
  },
  getCurrentUserApplicationKey: async ({ dd, appKeyId }) => {
    const { data } = await dd.currentUser.applicationKeys.get(appKeyId);
    console.log(data.attributes.name, data.attributes.last4);
  },
  updateCurrentUserApplicationKey: async ({ dd, appKeyId }) => {
    await dd.currentUser.applicationKeys.update(appKeyId, { name: "terraform-staging" });
  },
  deleteCurrentUserApplicationKey: async ({ dd, appKeyId }) => {
    await dd.currentUser.applicationKeys.delete(appKeyId);
  },

  createActionConnection: async ({ dd }) => {
    const { data } = await dd.actionConnections.create({
      name: "production-aws",
      integration: {
        type: "AWS",
        credentials: { type: "AWSAssumeRole", account_id: "123456789012", role: "datadog-actions" },
      },
    });
    console.log(data.id);
  },
  getActionConnection: async ({ dd, connectionId }) => {
    const { data } = await dd.actionConnections.get(connectionId);
    console.log(data.attributes.name, data.attributes.integration.type);
  },
  updateActionConnection: async ({ dd, connectionId }) => {
    await dd.actionConnections.update(connectionId, { name: "staging-aws" });
  },
  deleteActionConnection: async ({ dd, connectionId }) => {
    await dd.actionConnections.delete(connectionId);
  },

  listAppKeyRegistrations: async ({ dd }) => {
    for await (const registration of dd.appKeyRegistrations.list()) console.log(registration.id);
  },
  registerAppKey: async ({ dd, appKeyId }) => {
    await dd.appKeyRegistrations.register(appKeyId);
  },
  getAppKeyRegistration: async ({ dd, appKeyId }) => {
    const { data } = await dd.appKeyRegistrations.get(appKeyId);
    console.log(data.id);
  },
  unregisterAppKey: async ({ dd, appKeyId }) => {
    await dd.appKeyRegistrations.unregister(appKeyId);
  },

  listPersonalAccessTokens: async ({ dd }) => {
    for await (const token of dd.personalAccessTokens.list()) {
      console.log(token.id, token.attributes.name, token.attributes.expires_at);
    }
  },
  createPersonalAccessToken: async ({ dd, store }) => {
    const inNinetyDays = new Date(Date.now() + 90 * 24 * 60 * 60 * 1000);
    const { data } = await dd.personalAccessTokens.create({
      name: "laptop",
      scopes: ["dashboards_read"],
      expires_at: inNinetyDays.toISOString(),
    });
    await store(data.attributes.key);
  },
  getPersonalAccessToken: async ({ dd, tokenId }) => {
    const { data } = await dd.personalAccessTokens.get(tokenId);
    console.log(data.attributes.name, data.attributes.scopes);
  },
  updatePersonalAccessToken: async ({ dd, tokenId }) => {
    await dd.personalAccessTokens.update(tokenId, { name: "desktop" });
  },
  revokePersonalAccessToken: async ({ dd, tokenId }) => {
    await dd.personalAccessTokens.revoke(tokenId);
  },

  createServiceAccount: async ({ dd, roleId }) => {
    const { data } = await dd.serviceAccounts.create(
      { name: "Deployments", email: "deployments@example.com" },
      { roles: { data: [{ type: "roles", id: roleId }] } },
    );
    console.log(data.id);
  },
  listServiceAccountApplicationKeys: async ({ dd, serviceAccountId }) => {
    for await (const key of dd.serviceAccounts.applicationKeys.list(serviceAccountId)) {
      console.log(key.id, key.attributes.name);
    }
  },
  createServiceAccountApplicationKey: async ({ dd, serviceAccountId, store }) => {
    const { data } = await dd.serviceAccounts.applicationKeys.create(serviceAccountId, { name: "deployments" });
    await store(data.attributes.key);
  },
  getServiceAccountApplicationKey: async ({ dd, serviceAccountId, appKeyId }) => {
    const { data } = await dd.serviceAccounts.applicationKeys.get(serviceAccountId, appKeyId);
    console.log(data.attributes.name);
  },
  updateServiceAccountApplicationKey: async ({ dd, serviceAccountId, appKeyId }) => {
    await dd.serviceAccounts.applicationKeys.update(serviceAccountId, appKeyId, { name: "deployments-2" });
  },
  deleteServiceAccountApplicationKey: async ({ dd, serviceAccountId, appKeyId }) => {
    await dd.serviceAccounts.applicationKeys.delete(serviceAccountId, appKeyId);
  },
  listServiceAccountAccessTokens: async ({ dd, serviceAccountId }) => {
    for await (const token of dd.serviceAccounts.accessTokens.list(serviceAccountId)) {
      console.log(token.id, token.attributes.name);
    }
  },
  createServiceAccountAccessToken: async ({ dd, serviceAccountId, store }) => {
    const settings = { name: "deployments", scopes: ["apm_read"] };
    const { data } = await dd.serviceAccounts.accessTokens.create(serviceAccountId, settings);
    await store(data.attributes.key);
  },
  getServiceAccountAccessToken: async ({ dd, serviceAccountId, tokenId }) => {
    const { data } = await dd.serviceAccounts.accessTokens.get(serviceAccountId, tokenId);
    console.log(data.attributes.name, data.attributes.expires_at);
  },
  updateServiceAccountAccessToken: async ({ dd, serviceAccountId, tokenId }) => {
    await dd.serviceAccounts.accessTokens.update(serviceAccountId, tokenId, { scopes: ["apm_read", "logs_read_data"] });
  },
  revokeServiceAccountAccessToken: async ({ dd, serviceAccountId, tokenId }) => {
    await dd.serviceAccounts.accessTokens.revoke(serviceAccountId, tokenId);
  },

  listUsers: async ({ dd }) => {
    for await (const user of dd.users.list({ filter: "example.com" })) {
      console.log(user.id, user.attributes.email, user.attributes.disabled ? "disabled" : "");
    }
  },
  getUser: async ({ dd, userId }) => {
    const { data } = await dd.users.get(userId);
    console.log(data.attributes.email, data.attributes.status);
  },
  disableUser: async ({ dd, userId }) => {
    await dd.users.disable(userId);
  },
  listPermissions: async ({ dd }) => {
    const { data } = await dd.permissions.list();
    console.log(data.map((permission) => permission.attributes.name).join("\n"));
  },

  validateAPIKey: async ({ dd }) => {
    const { status } = await dd.validation.keys();
    console.log(status);
  },
  validateV2APIKey: async ({ dd }) => {
    const { data } = await dd.validation.apiKey();
    console.log(data.attributes.valid, data.attributes.api_key_id);
  },
  validateV1APIKey: async ({ dd }) => {
    const { valid } = await dd.v1.validation.apiKey();
    console.log(valid);
  },

  listV1APIKeys: async ({ dd }) => {
    const { api_keys } = await dd.v1.apiKeys.list();
    console.log(`${api_keys.length} API keys`);
  },
  createV1APIKey: async ({ dd, store }) => {
    const { api_key } = await dd.v1.apiKeys.create({ name: "ci-pipelines" });
    await store(api_key.key);
  },
  getV1APIKey: async ({ dd, apiKey }) => {
    const { api_key } = await dd.v1.apiKeys.get(apiKey);
    console.log(api_key.name);
  },
  updateV1APIKey: async ({ dd, apiKey }) => {
    await dd.v1.apiKeys.update(apiKey, { name: "ci-pipelines-2" });
  },
  deleteV1APIKey: async ({ dd, apiKey }) => {
    await dd.v1.apiKeys.delete(apiKey);
  },
  listV1ApplicationKeys: async ({ dd }) => {
    const { application_keys } = await dd.v1.applicationKeys.list();
    console.log(`${application_keys.length} application keys`);
  },
  createV1ApplicationKey: async ({ dd, store }) => {
    const { application_key } = await dd.v1.applicationKeys.create({ name: "terraform" });
    await store(application_key.hash);
  },
  getV1ApplicationKey: async ({ dd, appKey }) => {
    const { application_key } = await dd.v1.applicationKeys.get(appKey);
    console.log(application_key.name, application_key.owner);
  },
  updateV1ApplicationKey: async ({ dd, appKey }) => {
    await dd.v1.applicationKeys.update(appKey, { name: "terraform-staging" });
  },
  deleteV1ApplicationKey: async ({ dd, appKey }) => {
    await dd.v1.applicationKeys.delete(appKey);
  },

  createPagerDutyService: async ({ dd }) => {
    const { service_name } = await dd.v1.pagerDutyServices.create({
      service_name: "checkout",
      service_key: "0123456789abcdef0123456789abcdef",
    });
    console.log(`@pagerduty-${service_name}`);
  },
  getPagerDutyService: async ({ dd }) => {
    const { service_name } = await dd.v1.pagerDutyServices.get("checkout");
    console.log(service_name);
  },
  updatePagerDutyService: async ({ dd }) => {
    await dd.v1.pagerDutyServices.update("checkout", { service_key: "fedcba9876543210fedcba9876543210" });
  },
  deletePagerDutyService: async ({ dd }) => {
    await dd.v1.pagerDutyServices.delete("checkout");
  },
};
