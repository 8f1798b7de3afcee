/** Generated from spec/ by `npm run generate`. Do not edit. */

/** List API keys with their secrets (v1). */
export const listV1APIKeys = {
  method: "GET",
  path: "/api/v1/api_key",
  success: [200],
  body: {
    api_keys: ["object"],
  },
  permissions: ["api_keys_read"],
} as const;

/** Create an API key (v1). */
export const createV1APIKey = {
  method: "POST",
  path: "/api/v1/api_key",
  success: [200],
  body: {
    api_key: {
      key: "string",
      name: "string",
    },
  },
  permissions: ["api_keys_write"],
} as const;

/** Get an API key (v1). */
export const getV1APIKey = {
  method: "GET",
  path: "/api/v1/api_key/{key}",
  success: [200],
  body: {
    api_key: {
      key: "string",
      name: "string",
    },
  },
  permissions: ["api_keys_read"],
  secretInPath: true,
} as const;

/** Rename an API key (v1). */
export const updateV1APIKey = {
  method: "PUT",
  path: "/api/v1/api_key/{key}",
  success: [200],
  body: {
    api_key: {
      key: "string",
      name: "string",
    },
  },
  permissions: ["api_keys_write"],
  secretInPath: true,
} as const;

/** Delete an API key (v1). */
export const deleteV1APIKey = {
  method: "DELETE",
  path: "/api/v1/api_key/{key}",
  success: [200],
  body: "object",
  optionalBody: {
    api_key: "object",
  },
  permissions: ["api_keys_delete"],
  secretInPath: true,
} as const;

/** List application keys with their secrets (v1). */
export const listV1ApplicationKeys = {
  method: "GET",
  path: "/api/v1/application_key",
  success: [200],
  body: {
    application_keys: ["object"],
  },
  permissions: ["org_app_keys_read", "user_app_keys"],
} as const;

/** Create an application key (v1). */
export const createV1ApplicationKey = {
  method: "POST",
  path: "/api/v1/application_key",
  success: [200],
  body: {
    application_key: {
      hash: "string",
      name: "string",
      owner: "string",
    },
  },
  permissions: ["user_app_keys"],
} as const;

/** Get an application key (v1). */
export const getV1ApplicationKey = {
  method: "GET",
  path: "/api/v1/application_key/{key}",
  success: [200],
  body: {
    application_key: {
      hash: "string",
      name: "string",
      owner: "string",
    },
  },
  permissions: ["org_app_keys_read", "user_app_keys"],
  secretInPath: true,
} as const;

/** Rename an application key (v1). */
export const updateV1ApplicationKey = {
  method: "PUT",
  path: "/api/v1/application_key/{key}",
  success: [200],
  body: {
    application_key: {
      hash: "string",
      name: "string",
      owner: "string",
    },
  },
  permissions: ["org_app_keys_write", "user_app_keys"],
  secretInPath: true,
} as const;

/** Delete an application key (v1). */
export const deleteV1ApplicationKey = {
  method: "DELETE",
  path: "/api/v1/application_key/{key}",
  success: [200],
  body: "object",
  optionalBody: {
    application_key: "object",
  },
  permissions: ["org_app_keys_write", "user_app_keys"],
  secretInPath: true,
} as const;

/** Create a PagerDuty service. */
export const createPagerDutyService = {
  method: "POST",
  path: "/api/v1/integration/pagerduty/configuration/services",
  success: [201],
  body: {
    service_name: "string",
  },
  permissions: ["manage_integrations"],
  queue: "pagerduty",
} as const;

/** Get a PagerDuty service. */
export const getPagerDutyService = {
  method: "GET",
  path: "/api/v1/integration/pagerduty/configuration/services/{service_name}",
  success: [200],
  body: {
    service_name: "string",
  },
  permissions: ["integrations_read"],
} as const;

/** Replace the key of a PagerDuty service. */
export const updatePagerDutyService = {
  method: "PUT",
  path: "/api/v1/integration/pagerduty/configuration/services/{service_name}",
  success: [200],
  optionalBody: {
    service_name: "string",
  },
  permissions: ["manage_integrations"],
  queue: "pagerduty",
} as const;

/** Delete a PagerDuty service. */
export const deletePagerDutyService = {
  method: "DELETE",
  path: "/api/v1/integration/pagerduty/configuration/services/{service_name}",
  success: [204],
  permissions: ["manage_integrations"],
  queue: "pagerduty",
} as const;

/** List API keys. */
export const listAPIKeys = {
  method: "GET",
  path: "/api/v2/api_keys",
  success: [200],
  body: {
    data: [
      {
        attributes: {
          created_at: "string",
          last4: "string",
          name: "string",
        },
        id: "string",
        type: "string",
      },
    ],
    meta: {
      page: {
        total_filtered_count: "number",
      },
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["api_keys_read"],
  total: "meta.page.total_filtered_count",
} as const;

/** Create an API key. */
export const createAPIKey = {
  method: "POST",
  path: "/api/v2/api_keys",
  success: [201],
  body: {
    data: {
      attributes: {
        created_at: "string",
        key: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["api_keys_write"],
} as const;

/** Get an API key. */
export const getAPIKey = {
  method: "GET",
  path: "/api/v2/api_keys/{api_key_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["api_keys_read"],
} as const;

/** Update an API key. */
export const updateAPIKey = {
  method: "PATCH",
  path: "/api/v2/api_keys/{api_key_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["api_keys_write"],
} as const;

/** Delete an API key. */
export const deleteAPIKey = {
  method: "DELETE",
  path: "/api/v2/api_keys/{api_key_id}",
  success: [204],
  permissions: ["api_keys_delete"],
} as const;

/** List the organization's application keys. */
export const listApplicationKeys = {
  method: "GET",
  path: "/api/v2/application_keys",
  success: [200],
  body: {
    data: [
      {
        attributes: {
          created_at: "string",
          last4: "string",
          name: "string",
        },
        id: "string",
        type: "string",
      },
    ],
    meta: {
      page: {
        total_filtered_count: "number",
      },
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["org_app_keys_read"],
  total: "meta.page.total_filtered_count",
} as const;

/** Get one of the organization's application keys. */
export const getApplicationKey = {
  method: "GET",
  path: "/api/v2/application_keys/{app_key_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["org_app_keys_read"],
} as const;

/** Update one of the organization's application keys. */
export const updateApplicationKey = {
  method: "PATCH",
  path: "/api/v2/application_keys/{app_key_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["org_app_keys_write"],
} as const;

/** Delete one of the organization's application keys. */
export const deleteApplicationKey = {
  method: "DELETE",
  path: "/api/v2/application_keys/{app_key_id}",
  success: [204],
  permissions: ["org_app_keys_write"],
} as const;

/** List one's own application keys. */
export const listCurrentUserApplicationKeys = {
  method: "GET",
  path: "/api/v2/current_user/application_keys",
  success: [200],
  body: {
    data: [
      {
        attributes: {
          created_at: "string",
          last4: "string",
          name: "string",
        },
        id: "string",
        type: "string",
      },
    ],
    meta: {
      page: {
        total_filtered_count: "number",
      },
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_app_keys"],
  total: "meta.page.total_filtered_count",
} as const;

/** Create an application key of one's own. */
export const createCurrentUserApplicationKey = {
  method: "POST",
  path: "/api/v2/current_user/application_keys",
  success: [201],
  body: {
    data: {
      attributes: {
        created_at: "string",
        key: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_app_keys"],
} as const;

/** Get an application key of one's own. */
export const getCurrentUserApplicationKey = {
  method: "GET",
  path: "/api/v2/current_user/application_keys/{app_key_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_app_keys"],
} as const;

/** Update an application key of one's own. */
export const updateCurrentUserApplicationKey = {
  method: "PATCH",
  path: "/api/v2/current_user/application_keys/{app_key_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_app_keys"],
} as const;

/** Delete an application key of one's own. */
export const deleteCurrentUserApplicationKey = {
  method: "DELETE",
  path: "/api/v2/current_user/application_keys/{app_key_id}",
  success: [204],
  permissions: ["user_app_keys"],
} as const;

/** Create an action connection. */
export const createActionConnection = {
  method: "POST",
  path: "/api/v2/actions/connections",
  success: [201],
  body: {
    data: {
      attributes: {
        integration: {
          credentials: {
            type: "string",
          },
          type: "string",
        },
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: [],
  registeredKeyOnly: true,
} as const;

/** Get an action connection. */
export const getActionConnection = {
  method: "GET",
  path: "/api/v2/actions/connections/{connection_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        integration: {
          credentials: {
            type: "string",
          },
          type: "string",
        },
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: [],
  registeredKeyOnly: true,
} as const;

/** Update an action connection. */
export const updateActionConnection = {
  method: "PATCH",
  path: "/api/v2/actions/connections/{connection_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        integration: {
          credentials: {
            type: "string",
          },
          type: "string",
        },
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  blankSecrets: [
    "access_token",
    "api_key",
    "api_password",
    "api_token",
    "app_key",
    "client_secret",
    "global_api_key",
    "password",
    "private_key",
    "sdk_key",
    "value",
  ],
  permissions: [],
  registeredKeyOnly: true,
} as const;

/** Delete an action connection. */
export const deleteActionConnection = {
  method: "DELETE",
  path: "/api/v2/actions/connections/{connection_id}",
  success: [204],
  permissions: ["connection_write"],
  registeredKeyOnly: true,
} as const;

/** List app key registrations. */
export const listAppKeyRegistrations = {
  method: "GET",
  path: "/api/v2/actions/app_key_registrations",
  success: [200],
  body: {
    data: [
      {
        id: "string",
        type: "string",
      },
    ],
    meta: {
      total_filtered: "number",
    },
  },
  permissions: ["org_app_keys_read"],
  total: "meta.total_filtered",
} as const;

/** Register an application key for actions. */
export const registerAppKey = {
  method: "PUT",
  path: "/api/v2/actions/app_key_registrations/{app_key_id}",
  success: [201],
  body: {
    data: {
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_access_manage", "user_app_keys", "service_account_write"],
} as const;

/** Get an app key registration. */
export const getAppKeyRegistration = {
  method: "GET",
  path: "/api/v2/actions/app_key_registrations/{app_key_id}",
  success: [200],
  body: {
    data: {
      id: "string",
      type: "string",
    },
  },
  permissions: ["org_app_keys_read"],
} as const;

/** Unregister an application key from actions. */
export const unregisterAppKey = {
  method: "DELETE",
  path: "/api/v2/actions/app_key_registrations/{app_key_id}",
  success: [204],
  permissions: ["user_access_manage", "user_app_keys", "service_account_write"],
} as const;

/** Validate an API key (v1). */
export const validateV1APIKey = {
  method: "GET",
  path: "/api/v1/validate",
  success: [200],
  body: {
    valid: "boolean",
  },
  apiKeyAlone: true,
  permissions: [],
} as const;

/** List access tokens. */
export const listPersonalAccessTokens = {
  method: "GET",
  path: "/api/v2/personal_access_tokens",
  success: [200],
  body: {
    data: [
      {
        attributes: {
          created_at: "string",
          expires_at: "string?",
          name: "string",
          public_portion: "string",
          scopes: ["string"],
        },
        id: "string",
        type: "string",
      },
    ],
    meta: {
      page: {
        total_filtered_count: "number",
      },
    },
  },
  permissions: ["user_app_keys", "org_app_keys_read"],
  total: "meta.page.total_filtered_count",
} as const;

/** Create a personal access token. */
export const createPersonalAccessToken = {
  method: "POST",
  path: "/api/v2/personal_access_tokens",
  success: [201],
  body: {
    data: {
      attributes: {
        created_at: "string",
        expires_at: "string?",
        key: "string",
        name: "string",
        public_portion: "string",
        scopes: ["string"],
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_app_keys"],
} as const;

/** Get a personal access token. */
export const getPersonalAccessToken = {
  method: "GET",
  path: "/api/v2/personal_access_tokens/{token_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        expires_at: "string?",
        name: "string",
        public_portion: "string",
        scopes: ["string"],
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_app_keys", "org_app_keys_read"],
} as const;

/** Update a personal access token. */
export const updatePersonalAccessToken = {
  method: "PATCH",
  path: "/api/v2/personal_access_tokens/{token_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        expires_at: "string?",
        name: "string",
        public_portion: "string",
        scopes: ["string"],
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_app_keys", "org_app_keys_write"],
} as const;

/** Revoke a personal access token. */
export const revokePersonalAccessToken = {
  method: "DELETE",
  path: "/api/v2/personal_access_tokens/{token_id}",
  success: [204],
  permissions: ["user_app_keys", "org_app_keys_write"],
} as const;

/** Create a service account. */
export const createServiceAccount = {
  method: "POST",
  path: "/api/v2/service_accounts",
  success: [201],
  body: {
    data: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    orgs: {
      type: "string",
    },
    permissions: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["service_account_write"],
} as const;

/** List a service account's application keys. */
export const listServiceAccountApplicationKeys = {
  method: "GET",
  path: "/api/v2/service_accounts/{service_account_id}/application_keys",
  success: [200],
  body: {
    data: [
      {
        attributes: {
          created_at: "string",
          last4: "string",
          name: "string",
        },
        id: "string",
        type: "string",
      },
    ],
    meta: {
      page: {
        total_filtered_count: "number",
      },
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["service_account_write"],
  total: "meta.page.total_filtered_count",
} as const;

/** Create an application key for a service account. */
export const createServiceAccountApplicationKey = {
  method: "POST",
  path: "/api/v2/service_accounts/{service_account_id}/application_keys",
  success: [201],
  body: {
    data: {
      attributes: {
        created_at: "string",
        key: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["service_account_write"],
} as const;

/** Get a service account's application key. */
export const getServiceAccountApplicationKey = {
  method: "GET",
  path: "/api/v2/service_accounts/{service_account_id}/application_keys/{app_key_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["service_account_write"],
} as const;

/** Update a service account's application key. */
export const updateServiceAccountApplicationKey = {
  method: "PATCH",
  path: "/api/v2/service_accounts/{service_account_id}/application_keys/{app_key_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        last4: "string",
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    users: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    leaked_keys: {
      attributes: {
        date: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["service_account_write"],
} as const;

/** Delete a service account's application key. */
export const deleteServiceAccountApplicationKey = {
  method: "DELETE",
  path: "/api/v2/service_accounts/{service_account_id}/application_keys/{app_key_id}",
  success: [204],
  permissions: ["service_account_write"],
} as const;

/** List a service account's access tokens. */
export const listServiceAccountAccessTokens = {
  method: "GET",
  path: "/api/v2/service_accounts/{service_account_id}/access_tokens",
  success: [200],
  body: {
    data: [
      {
        attributes: {
          created_at: "string",
          expires_at: "string?",
          name: "string",
          public_portion: "string",
          scopes: ["string"],
        },
        id: "string",
        type: "string",
      },
    ],
    meta: {
      page: {
        total_filtered_count: "number",
      },
    },
  },
  permissions: ["service_account_write"],
  total: "meta.page.total_filtered_count",
} as const;

/** Create an access token for a service account. */
export const createServiceAccountAccessToken = {
  method: "POST",
  path: "/api/v2/service_accounts/{service_account_id}/access_tokens",
  success: [201],
  body: {
    data: {
      attributes: {
        created_at: "string",
        expires_at: "string?",
        key: "string",
        name: "string",
        public_portion: "string",
        scopes: ["string"],
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["service_account_write"],
} as const;

/** Get a service account's access token. */
export const getServiceAccountAccessToken = {
  method: "GET",
  path: "/api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        expires_at: "string?",
        name: "string",
        public_portion: "string",
        scopes: ["string"],
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["service_account_write"],
} as const;

/** Update a service account's access token. */
export const updateServiceAccountAccessToken = {
  method: "PATCH",
  path: "/api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        expires_at: "string?",
        name: "string",
        public_portion: "string",
        scopes: ["string"],
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["service_account_write"],
} as const;

/** Revoke a service account's access token. */
export const revokeServiceAccountAccessToken = {
  method: "DELETE",
  path: "/api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}",
  success: [204],
  permissions: ["service_account_write"],
} as const;

/** List users. */
export const listUsers = {
  method: "GET",
  path: "/api/v2/users",
  success: [200],
  body: {
    data: [
      {
        attributes: {
          created_at: "string",
          disabled: "boolean",
          email: "string",
          handle: "string",
          service_account: "boolean",
          status: "string",
        },
        id: "string",
        type: "string",
      },
    ],
    meta: {
      page: {
        total_filtered_count: "number",
      },
    },
  },
  included: {
    orgs: {
      type: "string",
    },
    permissions: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_access_read"],
  total: "meta.page.total_filtered_count",
} as const;

/** Get a user. */
export const getUser = {
  method: "GET",
  path: "/api/v2/users/{user_id}",
  success: [200],
  body: {
    data: {
      attributes: {
        created_at: "string",
        disabled: "boolean",
        email: "string",
        handle: "string",
        service_account: "boolean",
        status: "string",
      },
      id: "string",
      type: "string",
    },
  },
  included: {
    orgs: {
      type: "string",
    },
    permissions: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
    roles: {
      attributes: {
        name: "string",
      },
      id: "string",
      type: "string",
    },
  },
  permissions: ["user_access_read"],
} as const;

/** Disable a user. */
export const disableUser = {
  method: "DELETE",
  path: "/api/v2/users/{user_id}",
  success: [204],
  permissions: ["user_access_manage", "service_account_write"],
} as const;

/** List permissions. */
export const listPermissions = {
  method: "GET",
  path: "/api/v2/permissions",
  success: [200],
  body: {
    data: [
      {
        attributes: {
          name: "string",
        },
        id: "string",
        type: "string",
      },
    ],
  },
  permissions: ["user_access_read"],
} as const;

/** Validate the API key and the application key. */
export const validateAPIKey = {
  method: "GET",
  path: "/api/v2/validate_keys",
  success: [200],
  body: {
    status: "string",
  },
  permissions: [],
} as const;

/** Validate an API key and tell its id. */
export const validateV2APIKey = {
  method: "GET",
  path: "/api/v2/validate",
  success: [200],
  body: {
    data: {
      attributes: {
        api_key_id: "string",
        api_key_scopes: ["string"],
        valid: "boolean",
      },
      id: "string",
      type: "string",
    },
  },
  apiKeyAlone: true,
  permissions: [],
} as const;
