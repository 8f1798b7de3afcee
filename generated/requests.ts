/** Generated from spec/ by `npm run generate`. Do not edit. */

/** A JSON Schema of draft 2020-12. */
export type Schema = { readonly [keyword: string]: unknown };

/** The query parameters and the body that every operation takes, by operationId. */
export const requests: {
  readonly [operationId: string]: { readonly query: { readonly [name: string]: Schema }; readonly body?: Schema };
} = {
  listV1APIKeys: {
    query: {},
  },
  createV1APIKey: {
    query: {},
    body: {
      $ref: "#/$defs/V1APIKey",
    },
  },
  getV1APIKey: {
    query: {},
  },
  updateV1APIKey: {
    query: {},
    body: {
      $ref: "#/$defs/V1APIKey",
    },
  },
  deleteV1APIKey: {
    query: {},
  },
  listV1ApplicationKeys: {
    query: {},
  },
  createV1ApplicationKey: {
    query: {},
    body: {
      $ref: "#/$defs/V1ApplicationKey",
    },
  },
  getV1ApplicationKey: {
    query: {},
  },
  updateV1ApplicationKey: {
    query: {},
    body: {
      $ref: "#/$defs/V1ApplicationKey",
    },
  },
  deleteV1ApplicationKey: {
    query: {},
  },
  createPagerDutyService: {
    query: {},
    body: {
      $ref: "#/$defs/PagerDutyService",
    },
  },
  getPagerDutyService: {
    query: {},
  },
  updatePagerDutyService: {
    query: {},
    body: {
      $ref: "#/$defs/PagerDutyServiceKey",
    },
  },
  deletePagerDutyService: {
    query: {},
  },
  listAPIKeys: {
    query: {
      "page[size]": {
        type: "integer",
        format: "int64",
        default: 10,
      },
      "page[number]": {
        type: "integer",
        format: "int64",
        default: 0,
      },
      sort: {
        $ref: "#/$defs/APIKeysSort",
      },
      filter: {
        type: "string",
      },
      "filter[created_at][start]": {
        type: "string",
      },
      "filter[created_at][end]": {
        type: "string",
      },
      "filter[modified_at][start]": {
        type: "string",
      },
      "filter[modified_at][end]": {
        type: "string",
      },
      include: {
        type: "string",
      },
      "filter[remote_config_read_enabled]": {
        type: "boolean",
      },
      "filter[category]": {
        type: "string",
      },
    },
  },
  createAPIKey: {
    query: {},
    body: {
      $ref: "#/$defs/APIKeyCreateRequest",
    },
  },
  getAPIKey: {
    query: {
      include: {
        type: "string",
      },
    },
  },
  updateAPIKey: {
    query: {},
    body: {
      $ref: "#/$defs/APIKeyUpdateRequest",
    },
  },
  deleteAPIKey: {
    query: {},
  },
  listApplicationKeys: {
    query: {
      "page[size]": {
        type: "integer",
        format: "int64",
        default: 10,
      },
      "page[number]": {
        type: "integer",
        format: "int64",
        default: 0,
      },
      sort: {
        $ref: "#/$defs/ApplicationKeysSort",
      },
      filter: {
        type: "string",
      },
      "filter[created_at][start]": {
        type: "string",
      },
      "filter[created_at][end]": {
        type: "string",
      },
      "filter[owned_by]": {
        type: "string",
      },
      include: {
        type: "string",
      },
    },
  },
  getApplicationKey: {
    query: {
      include: {
        type: "string",
      },
    },
  },
  updateApplicationKey: {
    query: {},
    body: {
      $ref: "#/$defs/ApplicationKeyUpdateRequest",
    },
  },
  deleteApplicationKey: {
    query: {},
  },
  listCurrentUserApplicationKeys: {
    query: {
      "page[size]": {
        type: "integer",
        format: "int64",
        default: 10,
      },
      "page[number]": {
        type: "integer",
        format: "int64",
        default: 0,
      },
      sort: {
        $ref: "#/$defs/ApplicationKeysSort",
      },
      filter: {
        type: "string",
      },
      "filter[created_at][start]": {
        type: "string",
      },
      "filter[created_at][end]": {
        type: "string",
      },
      include: {
        type: "string",
      },
    },
  },
  createCurrentUserApplicationKey: {
    query: {},
    body: {
      $ref: "#/$defs/ApplicationKeyCreateRequest",
    },
  },
  getCurrentUserApplicationKey: {
    query: {},
  },
  updateCurrentUserApplicationKey: {
    query: {},
    body: {
      $ref: "#/$defs/ApplicationKeyUpdateRequest",
    },
  },
  deleteCurrentUserApplicationKey: {
    query: {},
  },
  createActionConnection: {
    query: {},
    body: {
      $ref: "#/$defs/CreateActionConnectionRequest",
    },
  },
  getActionConnection: {
    query: {},
  },
  updateActionConnection: {
    query: {},
    body: {
      $ref: "#/$defs/UpdateActionConnectionRequest",
    },
  },
  deleteActionConnection: {
    query: {},
  },
  listAppKeyRegistrations: {
    query: {
      "page[size]": {
        type: "integer",
        format: "int64",
        default: 10,
      },
      "page[number]": {
        type: "integer",
        format: "int64",
        default: 0,
      },
    },
  },
  registerAppKey: {
    query: {},
  },
  getAppKeyRegistration: {
    query: {},
  },
  unregisterAppKey: {
    query: {},
  },
  validateV1APIKey: {
    query: {},
  },
  listPersonalAccessTokens: {
    query: {
      "page[size]": {
        type: "integer",
        format: "int64",
        default: 10,
      },
      "page[number]": {
        type: "integer",
        format: "int64",
        default: 0,
      },
      sort: {
        $ref: "#/$defs/AccessTokensSort",
      },
      filter: {
        type: "string",
      },
      "filter[owned_by]": {
        type: "array",
        items: {
          type: "string",
        },
      },
    },
  },
  createPersonalAccessToken: {
    query: {},
    body: {
      $ref: "#/$defs/PersonalAccessTokenCreateRequest",
    },
  },
  getPersonalAccessToken: {
    query: {},
  },
  updatePersonalAccessToken: {
    query: {},
    body: {
      $ref: "#/$defs/PersonalAccessTokenUpdateRequest",
    },
  },
  revokePersonalAccessToken: {
    query: {},
  },
  createServiceAccount: {
    query: {},
    body: {
      $ref: "#/$defs/ServiceAccountCreateRequest",
    },
  },
  listServiceAccountApplicationKeys: {
    query: {
      "page[size]": {
        type: "integer",
        format: "int64",
        default: 10,
      },
      "page[number]": {
        type: "integer",
        format: "int64",
        default: 0,
      },
      sort: {
        $ref: "#/$defs/ApplicationKeysSort",
      },
      filter: {
        type: "string",
      },
      "filter[created_at][start]": {
        type: "string",
      },
      "filter[created_at][end]": {
        type: "string",
      },
    },
  },
  createServiceAccountApplicationKey: {
    query: {},
    body: {
      $ref: "#/$defs/ApplicationKeyCreateRequest",
    },
  },
  getServiceAccountApplicationKey: {
    query: {},
  },
  updateServiceAccountApplicationKey: {
    query: {},
    body: {
      $ref: "#/$defs/ApplicationKeyUpdateRequest",
    },
  },
  deleteServiceAccountApplicationKey: {
    query: {},
  },
  listServiceAccountAccessTokens: {
    query: {
      "page[size]": {
        type: "integer",
        format: "int64",
        default: 10,
      },
      "page[number]": {
        type: "integer",
        format: "int64",
        default: 0,
      },
      sort: {
        $ref: "#/$defs/AccessTokensSort",
      },
      filter: {
        type: "string",
      },
    },
  },
  createServiceAccountAccessToken: {
    query: {},
    body: {
      $ref: "#/$defs/ServiceAccessTokenCreateRequest",
    },
  },
  getServiceAccountAccessToken: {
    query: {},
  },
  updateServiceAccountAccessToken: {
    query: {},
    body: {
      $ref: "#/$defs/ServiceAccessTokenUpdateRequest",
    },
  },
  revokeServiceAccountAccessToken: {
    query: {},
  },
  listUsers: {
    query: {
      "page[size]": {
        type: "integer",
        format: "int64",
        default: 10,
      },
      "page[number]": {
        type: "integer",
        format: "int64",
        default: 0,
      },
      sort: {
        type: "string",
        default: "name",
      },
      sort_dir: {
        $ref: "#/$defs/UsersSortDirection",
      },
      filter: {
        type: "string",
      },
      "filter[status]": {
        type: "string",
      },
    },
  },
  getUser: {
    query: {},
  },
  disableUser: {
    query: {},
  },
  listPermissions: {
    query: {},
  },
  validateAPIKey: {
    query: {},
  },
  validateV2APIKey: {
    query: {},
  },
};

/** The schemas that the bodies refer to, by name. */
export const schemas: { readonly [name: string]: Schema } = {
  V1APIKey: {
    type: "object",
    properties: {
      created: {
        type: "string",
        readOnly: true,
      },
      created_by: {
        type: "string",
        readOnly: true,
      },
      key: {
        type: "string",
        format: "password",
        readOnly: true,
      },
      name: {
        type: "string",
      },
    },
  },
  V1ApplicationKey: {
    type: "object",
    properties: {
      hash: {
        type: "string",
        format: "password",
        readOnly: true,
      },
      name: {
        type: "string",
      },
      owner: {
        type: "string",
        readOnly: true,
      },
    },
  },
  PagerDutyService: {
    type: "object",
    required: ["service_key", "service_name"],
    properties: {
      service_key: {
        type: "string",
        format: "password",
      },
      service_name: {
        type: "string",
      },
    },
  },
  PagerDutyServiceKey: {
    type: "object",
    required: ["service_key"],
    properties: {
      service_key: {
        type: "string",
        format: "password",
      },
    },
  },
  APIKeysSort: {
    type: "string",
    enum: ["created_at", "-created_at", "last4", "-last4", "modified_at", "-modified_at", "name", "-name"],
  },
  RelationshipToRoleData: {
    type: "object",
    properties: {
      id: {
        type: "string",
      },
      type: {
        type: "string",
        const: "roles",
      },
    },
  },
  RelationshipToRoles: {
    type: "object",
    properties: {
      data: {
        type: "array",
        items: {
          $ref: "#/$defs/RelationshipToRoleData",
        },
      },
    },
  },
  APIKeyCreateAttributes: {
    type: "object",
    required: ["name"],
    properties: {
      category: {
        type: "string",
      },
      name: {
        type: "string",
      },
      remote_config_read_enabled: {
        type: "boolean",
      },
    },
  },
  APIKeyCreateData: {
    type: "object",
    required: ["attributes", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/APIKeyCreateAttributes",
      },
      type: {
        type: "string",
        const: "api_keys",
      },
    },
  },
  APIKeyCreateRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/APIKeyCreateData",
      },
    },
  },
  APIKeyUpdateAttributes: {
    type: "object",
    required: ["name"],
    properties: {
      category: {
        type: "string",
      },
      name: {
        type: "string",
      },
      remote_config_read_enabled: {
        type: "boolean",
      },
    },
  },
  APIKeyUpdateData: {
    type: "object",
    required: ["attributes", "id", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/APIKeyUpdateAttributes",
      },
      id: {
        type: "string",
      },
      type: {
        type: "string",
        const: "api_keys",
      },
    },
  },
  APIKeyUpdateRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/APIKeyUpdateData",
      },
    },
  },
  ApplicationKeysSort: {
    type: "string",
    enum: ["created_at", "-created_at", "last4", "-last4", "name", "-name"],
  },
  ApplicationKeyUpdateAttributes: {
    type: "object",
    properties: {
      name: {
        type: "string",
      },
      scopes: {
        type: ["array", "null"],
        items: {
          type: "string",
        },
      },
    },
  },
  ApplicationKeyUpdateData: {
    type: "object",
    required: ["attributes", "id", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/ApplicationKeyUpdateAttributes",
      },
      id: {
        type: "string",
      },
      type: {
        type: "string",
        const: "application_keys",
      },
    },
  },
  ApplicationKeyUpdateRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/ApplicationKeyUpdateData",
      },
    },
  },
  ApplicationKeyCreateAttributes: {
    type: "object",
    required: ["name"],
    properties: {
      name: {
        type: "string",
      },
      scopes: {
        type: ["array", "null"],
        items: {
          type: "string",
        },
      },
    },
  },
  ApplicationKeyCreateData: {
    type: "object",
    required: ["attributes", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/ApplicationKeyCreateAttributes",
      },
      type: {
        type: "string",
        const: "application_keys",
      },
    },
  },
  ApplicationKeyCreateRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/ApplicationKeyCreateData",
      },
    },
  },
  AWSAssumeRole: {
    type: "object",
    required: ["account_id", "role", "type"],
    properties: {
      account_id: {
        type: "string",
        pattern: "^[0-9]{12}$",
      },
      external_id: {
        type: "string",
        readOnly: true,
      },
      principal_id: {
        type: "string",
        readOnly: true,
      },
      role: {
        type: "string",
      },
      type: {
        type: "string",
        const: "AWSAssumeRole",
      },
    },
  },
  AWSCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/AWSAssumeRole",
      },
    ],
  },
  AWSIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/AWSCredentials",
      },
      type: {
        type: "string",
        const: "AWS",
      },
    },
  },
  AnthropicAPIKey: {
    type: "object",
    required: ["api_token", "type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "AnthropicAPIKey",
      },
    },
  },
  AnthropicCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/AnthropicAPIKey",
      },
    ],
  },
  AnthropicIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/AnthropicCredentials",
      },
      type: {
        type: "string",
        const: "Anthropic",
      },
    },
  },
  AsanaAccessToken: {
    type: "object",
    required: ["access_token", "type"],
    properties: {
      access_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "AsanaAccessToken",
      },
    },
  },
  AsanaCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/AsanaAccessToken",
      },
    ],
  },
  AsanaIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/AsanaCredentials",
      },
      type: {
        type: "string",
        const: "Asana",
      },
    },
  },
  AzureTenant: {
    type: "object",
    required: ["app_client_id", "client_secret", "tenant_id", "type"],
    properties: {
      app_client_id: {
        type: "string",
      },
      client_secret: {
        type: "string",
        format: "password",
      },
      custom_scopes: {
        type: "string",
      },
      tenant_id: {
        type: "string",
      },
      type: {
        type: "string",
        const: "AzureTenant",
      },
    },
  },
  AzureCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/AzureTenant",
      },
    ],
  },
  AzureIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/AzureCredentials",
      },
      type: {
        type: "string",
        const: "Azure",
      },
    },
  },
  CircleCIAPIKey: {
    type: "object",
    required: ["api_token", "type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "CircleCIAPIKey",
      },
    },
  },
  CircleCICredentials: {
    oneOf: [
      {
        $ref: "#/$defs/CircleCIAPIKey",
      },
    ],
  },
  CircleCIIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/CircleCICredentials",
      },
      type: {
        type: "string",
        const: "CircleCI",
      },
    },
  },
  ClickupAPIKey: {
    type: "object",
    required: ["api_token", "type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "ClickupAPIKey",
      },
    },
  },
  ClickupCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/ClickupAPIKey",
      },
    ],
  },
  ClickupIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/ClickupCredentials",
      },
      type: {
        type: "string",
        const: "Clickup",
      },
    },
  },
  CloudflareAPIToken: {
    type: "object",
    required: ["api_token", "type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "CloudflareAPIToken",
      },
    },
  },
  CloudflareGlobalAPIToken: {
    type: "object",
    required: ["auth_email", "global_api_key", "type"],
    properties: {
      auth_email: {
        type: "string",
      },
      global_api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "CloudflareGlobalAPIToken",
      },
    },
  },
  CloudflareCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/CloudflareAPIToken",
      },
      {
        $ref: "#/$defs/CloudflareGlobalAPIToken",
      },
    ],
  },
  CloudflareIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/CloudflareCredentials",
      },
      type: {
        type: "string",
        const: "Cloudflare",
      },
    },
  },
  ConfigCatSDKKey: {
    type: "object",
    required: ["api_password", "api_username", "sdk_key", "type"],
    properties: {
      api_password: {
        type: "string",
        format: "password",
      },
      api_username: {
        type: "string",
      },
      sdk_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "ConfigCatSDKKey",
      },
    },
  },
  ConfigCatCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/ConfigCatSDKKey",
      },
    ],
  },
  ConfigCatIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/ConfigCatCredentials",
      },
      type: {
        type: "string",
        const: "ConfigCat",
      },
    },
  },
  DatadogAPIKey: {
    type: "object",
    required: ["api_key", "app_key", "datacenter", "type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      app_key: {
        type: "string",
        format: "password",
      },
      datacenter: {
        type: "string",
      },
      subdomain: {
        type: "string",
      },
      type: {
        type: "string",
        const: "DatadogAPIKey",
      },
    },
  },
  DatadogCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/DatadogAPIKey",
      },
    ],
  },
  DatadogIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/DatadogCredentials",
      },
      type: {
        type: "string",
        const: "Datadog",
      },
    },
  },
  FastlyAPIKey: {
    type: "object",
    required: ["api_key", "type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "FastlyAPIKey",
      },
    },
  },
  FastlyCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/FastlyAPIKey",
      },
    ],
  },
  FastlyIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/FastlyCredentials",
      },
      type: {
        type: "string",
        const: "Fastly",
      },
    },
  },
  FreshserviceAPIKey: {
    type: "object",
    required: ["api_key", "domain", "type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      domain: {
        type: "string",
      },
      type: {
        type: "string",
        const: "FreshserviceAPIKey",
      },
    },
  },
  FreshserviceCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/FreshserviceAPIKey",
      },
    ],
  },
  FreshserviceIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/FreshserviceCredentials",
      },
      type: {
        type: "string",
        const: "Freshservice",
      },
    },
  },
  GCPServiceAccount: {
    type: "object",
    required: ["private_key", "service_account_email", "type"],
    properties: {
      private_key: {
        type: "string",
        format: "password",
      },
      service_account_email: {
        type: "string",
      },
      type: {
        type: "string",
        const: "GCPServiceAccount",
      },
    },
  },
  GCPCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/GCPServiceAccount",
      },
    ],
  },
  GCPIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/GCPCredentials",
      },
      type: {
        type: "string",
        const: "GCP",
      },
    },
  },
  GeminiAPIKey: {
    type: "object",
    required: ["api_key", "type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "GeminiAPIKey",
      },
    },
  },
  GeminiCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/GeminiAPIKey",
      },
    ],
  },
  GeminiIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/GeminiCredentials",
      },
      type: {
        type: "string",
        const: "Gemini",
      },
    },
  },
  GitlabAPIKey: {
    type: "object",
    required: ["api_token", "type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "GitlabAPIKey",
      },
    },
  },
  GitlabCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/GitlabAPIKey",
      },
    ],
  },
  GitlabIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/GitlabCredentials",
      },
      type: {
        type: "string",
        const: "Gitlab",
      },
    },
  },
  GreyNoiseAPIKey: {
    type: "object",
    required: ["api_key", "type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "GreyNoiseAPIKey",
      },
    },
  },
  GreyNoiseCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/GreyNoiseAPIKey",
      },
    ],
  },
  GreyNoiseIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/GreyNoiseCredentials",
      },
      type: {
        type: "string",
        const: "GreyNoise",
      },
    },
  },
  HTTPBody: {
    type: "object",
    properties: {
      content: {
        type: "string",
      },
      content_type: {
        type: "string",
      },
    },
  },
  HTTPHeader: {
    type: "object",
    required: ["name", "value"],
    properties: {
      name: {
        type: "string",
      },
      value: {
        type: "string",
      },
    },
  },
  HTTPToken: {
    type: "object",
    required: ["name", "type", "value"],
    properties: {
      name: {
        type: "string",
      },
      type: {
        type: "string",
        const: "SECRET",
      },
      value: {
        type: "string",
        format: "password",
      },
    },
  },
  UrlParam: {
    type: "object",
    required: ["name", "value"],
    properties: {
      name: {
        type: "string",
      },
      value: {
        type: "string",
      },
    },
  },
  HTTPTokenAuth: {
    type: "object",
    required: ["type"],
    properties: {
      body: {
        $ref: "#/$defs/HTTPBody",
      },
      headers: {
        type: "array",
        items: {
          $ref: "#/$defs/HTTPHeader",
        },
      },
      tokens: {
        type: "array",
        items: {
          $ref: "#/$defs/HTTPToken",
        },
      },
      type: {
        type: "string",
        const: "HTTPTokenAuth",
      },
      url_parameters: {
        type: "array",
        items: {
          $ref: "#/$defs/UrlParam",
        },
      },
    },
  },
  HTTPCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/HTTPTokenAuth",
      },
    ],
  },
  HTTPIntegration: {
    type: "object",
    required: ["base_url", "credentials", "type"],
    properties: {
      base_url: {
        type: "string",
      },
      credentials: {
        $ref: "#/$defs/HTTPCredentials",
      },
      type: {
        type: "string",
        const: "HTTP",
      },
    },
  },
  LaunchDarklyAPIKey: {
    type: "object",
    required: ["api_token", "type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "LaunchDarklyAPIKey",
      },
    },
  },
  LaunchDarklyCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/LaunchDarklyAPIKey",
      },
    ],
  },
  LaunchDarklyIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/LaunchDarklyCredentials",
      },
      type: {
        type: "string",
        const: "LaunchDarkly",
      },
    },
  },
  NotionAPIKey: {
    type: "object",
    required: ["api_token", "type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "NotionAPIKey",
      },
    },
  },
  NotionCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/NotionAPIKey",
      },
    ],
  },
  NotionIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/NotionCredentials",
      },
      type: {
        type: "string",
        const: "Notion",
      },
    },
  },
  OktaAPIToken: {
    type: "object",
    required: ["api_token", "domain", "type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      domain: {
        type: "string",
      },
      type: {
        type: "string",
        const: "OktaAPIToken",
      },
    },
  },
  OktaCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/OktaAPIToken",
      },
    ],
  },
  OktaIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/OktaCredentials",
      },
      type: {
        type: "string",
        const: "Okta",
      },
    },
  },
  OpenAIAPIKey: {
    type: "object",
    required: ["api_token", "type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "OpenAIAPIKey",
      },
    },
  },
  OpenAICredentials: {
    oneOf: [
      {
        $ref: "#/$defs/OpenAIAPIKey",
      },
    ],
  },
  OpenAIIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/OpenAICredentials",
      },
      type: {
        type: "string",
        const: "OpenAI",
      },
    },
  },
  ServiceNowBasicAuth: {
    type: "object",
    required: ["instance", "password", "type", "username"],
    properties: {
      instance: {
        type: "string",
      },
      password: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "ServiceNowBasicAuth",
      },
      username: {
        type: "string",
      },
    },
  },
  ServiceNowCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/ServiceNowBasicAuth",
      },
    ],
  },
  ServiceNowIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/ServiceNowCredentials",
      },
      type: {
        type: "string",
        const: "ServiceNow",
      },
    },
  },
  SplitAPIKey: {
    type: "object",
    required: ["api_key", "type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "SplitAPIKey",
      },
    },
  },
  SplitCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/SplitAPIKey",
      },
    ],
  },
  SplitIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/SplitCredentials",
      },
      type: {
        type: "string",
        const: "Split",
      },
    },
  },
  StatsigAPIKey: {
    type: "object",
    required: ["api_key", "type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "StatsigAPIKey",
      },
    },
  },
  StatsigCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/StatsigAPIKey",
      },
    ],
  },
  StatsigIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/StatsigCredentials",
      },
      type: {
        type: "string",
        const: "Statsig",
      },
    },
  },
  VirusTotalAPIKey: {
    type: "object",
    required: ["api_key", "type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "VirusTotalAPIKey",
      },
    },
  },
  VirusTotalCredentials: {
    oneOf: [
      {
        $ref: "#/$defs/VirusTotalAPIKey",
      },
    ],
  },
  VirusTotalIntegration: {
    type: "object",
    required: ["credentials", "type"],
    properties: {
      credentials: {
        $ref: "#/$defs/VirusTotalCredentials",
      },
      type: {
        type: "string",
        const: "VirusTotal",
      },
    },
  },
  ActionConnectionIntegration: {
    oneOf: [
      {
        $ref: "#/$defs/AWSIntegration",
      },
      {
        $ref: "#/$defs/AnthropicIntegration",
      },
      {
        $ref: "#/$defs/AsanaIntegration",
      },
      {
        $ref: "#/$defs/AzureIntegration",
      },
      {
        $ref: "#/$defs/CircleCIIntegration",
      },
      {
        $ref: "#/$defs/ClickupIntegration",
      },
      {
        $ref: "#/$defs/CloudflareIntegration",
      },
      {
        $ref: "#/$defs/ConfigCatIntegration",
      },
      {
        $ref: "#/$defs/DatadogIntegration",
      },
      {
        $ref: "#/$defs/FastlyIntegration",
      },
      {
        $ref: "#/$defs/FreshserviceIntegration",
      },
      {
        $ref: "#/$defs/GCPIntegration",
      },
      {
        $ref: "#/$defs/GeminiIntegration",
      },
      {
        $ref: "#/$defs/GitlabIntegration",
      },
      {
        $ref: "#/$defs/GreyNoiseIntegration",
      },
      {
        $ref: "#/$defs/HTTPIntegration",
      },
      {
        $ref: "#/$defs/LaunchDarklyIntegration",
      },
      {
        $ref: "#/$defs/NotionIntegration",
      },
      {
        $ref: "#/$defs/OktaIntegration",
      },
      {
        $ref: "#/$defs/OpenAIIntegration",
      },
      {
        $ref: "#/$defs/ServiceNowIntegration",
      },
      {
        $ref: "#/$defs/SplitIntegration",
      },
      {
        $ref: "#/$defs/StatsigIntegration",
      },
      {
        $ref: "#/$defs/VirusTotalIntegration",
      },
    ],
  },
  ActionConnectionAttributes: {
    type: "object",
    required: ["integration", "name"],
    properties: {
      integration: {
        $ref: "#/$defs/ActionConnectionIntegration",
      },
      name: {
        type: "string",
      },
      tags: {
        type: "array",
        items: {
          type: "string",
        },
      },
    },
  },
  ActionConnectionData: {
    type: "object",
    required: ["attributes", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/ActionConnectionAttributes",
      },
      id: {
        type: "string",
        readOnly: true,
      },
      type: {
        type: "string",
        const: "action_connection",
      },
    },
  },
  CreateActionConnectionRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/ActionConnectionData",
      },
    },
  },
  AWSAssumeRoleUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      account_id: {
        type: "string",
        pattern: "^[0-9]{12}$",
      },
      generate_new_external_id: {
        type: "boolean",
      },
      role: {
        type: "string",
      },
      type: {
        type: "string",
        const: "AWSAssumeRole",
      },
    },
  },
  AWSCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/AWSAssumeRoleUpdate",
      },
    ],
  },
  AWSIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/AWSCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "AWS",
      },
    },
  },
  AnthropicAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "AnthropicAPIKey",
      },
    },
  },
  AnthropicCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/AnthropicAPIKeyUpdate",
      },
    ],
  },
  AnthropicIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/AnthropicCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Anthropic",
      },
    },
  },
  AsanaAccessTokenUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      access_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "AsanaAccessToken",
      },
    },
  },
  AsanaCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/AsanaAccessTokenUpdate",
      },
    ],
  },
  AsanaIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/AsanaCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Asana",
      },
    },
  },
  AzureTenantUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      app_client_id: {
        type: "string",
      },
      client_secret: {
        type: "string",
        format: "password",
      },
      custom_scopes: {
        type: "string",
      },
      tenant_id: {
        type: "string",
      },
      type: {
        type: "string",
        const: "AzureTenant",
      },
    },
  },
  AzureCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/AzureTenantUpdate",
      },
    ],
  },
  AzureIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/AzureCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Azure",
      },
    },
  },
  CircleCIAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "CircleCIAPIKey",
      },
    },
  },
  CircleCICredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/CircleCIAPIKeyUpdate",
      },
    ],
  },
  CircleCIIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/CircleCICredentialsUpdate",
      },
      type: {
        type: "string",
        const: "CircleCI",
      },
    },
  },
  ClickupAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "ClickupAPIKey",
      },
    },
  },
  ClickupCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/ClickupAPIKeyUpdate",
      },
    ],
  },
  ClickupIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/ClickupCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Clickup",
      },
    },
  },
  CloudflareAPITokenUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "CloudflareAPIToken",
      },
    },
  },
  CloudflareGlobalAPITokenUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      auth_email: {
        type: "string",
      },
      global_api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "CloudflareGlobalAPIToken",
      },
    },
  },
  CloudflareCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/CloudflareAPITokenUpdate",
      },
      {
        $ref: "#/$defs/CloudflareGlobalAPITokenUpdate",
      },
    ],
  },
  CloudflareIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/CloudflareCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Cloudflare",
      },
    },
  },
  ConfigCatSDKKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_password: {
        type: "string",
        format: "password",
      },
      api_username: {
        type: "string",
      },
      sdk_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "ConfigCatSDKKey",
      },
    },
  },
  ConfigCatCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/ConfigCatSDKKeyUpdate",
      },
    ],
  },
  ConfigCatIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/ConfigCatCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "ConfigCat",
      },
    },
  },
  DatadogAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      app_key: {
        type: "string",
        format: "password",
      },
      datacenter: {
        type: "string",
      },
      subdomain: {
        type: "string",
      },
      type: {
        type: "string",
        const: "DatadogAPIKey",
      },
    },
  },
  DatadogCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/DatadogAPIKeyUpdate",
      },
    ],
  },
  DatadogIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/DatadogCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Datadog",
      },
    },
  },
  FastlyAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "FastlyAPIKey",
      },
    },
  },
  FastlyCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/FastlyAPIKeyUpdate",
      },
    ],
  },
  FastlyIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/FastlyCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Fastly",
      },
    },
  },
  FreshserviceAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      domain: {
        type: "string",
      },
      type: {
        type: "string",
        const: "FreshserviceAPIKey",
      },
    },
  },
  FreshserviceCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/FreshserviceAPIKeyUpdate",
      },
    ],
  },
  FreshserviceIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/FreshserviceCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Freshservice",
      },
    },
  },
  GCPServiceAccountUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      private_key: {
        type: "string",
        format: "password",
      },
      service_account_email: {
        type: "string",
      },
      type: {
        type: "string",
        const: "GCPServiceAccount",
      },
    },
  },
  GCPCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/GCPServiceAccountUpdate",
      },
    ],
  },
  GCPIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/GCPCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "GCP",
      },
    },
  },
  GeminiAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "GeminiAPIKey",
      },
    },
  },
  GeminiCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/GeminiAPIKeyUpdate",
      },
    ],
  },
  GeminiIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/GeminiCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Gemini",
      },
    },
  },
  GitlabAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "GitlabAPIKey",
      },
    },
  },
  GitlabCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/GitlabAPIKeyUpdate",
      },
    ],
  },
  GitlabIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/GitlabCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Gitlab",
      },
    },
  },
  GreyNoiseAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "GreyNoiseAPIKey",
      },
    },
  },
  GreyNoiseCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/GreyNoiseAPIKeyUpdate",
      },
    ],
  },
  GreyNoiseIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/GreyNoiseCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "GreyNoise",
      },
    },
  },
  HTTPHeaderUpdate: {
    type: "object",
    required: ["name"],
    properties: {
      deleted: {
        type: "boolean",
      },
      name: {
        type: "string",
      },
      value: {
        type: "string",
      },
    },
  },
  HTTPTokenUpdate: {
    type: "object",
    required: ["name", "type", "value"],
    properties: {
      deleted: {
        type: "boolean",
      },
      name: {
        type: "string",
      },
      type: {
        type: "string",
        const: "SECRET",
      },
      value: {
        type: "string",
        format: "password",
      },
    },
  },
  UrlParamUpdate: {
    type: "object",
    required: ["name"],
    properties: {
      deleted: {
        type: "boolean",
      },
      name: {
        type: "string",
      },
      value: {
        type: "string",
      },
    },
  },
  HTTPTokenAuthUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      body: {
        $ref: "#/$defs/HTTPBody",
      },
      headers: {
        type: "array",
        items: {
          $ref: "#/$defs/HTTPHeaderUpdate",
        },
      },
      tokens: {
        type: "array",
        items: {
          $ref: "#/$defs/HTTPTokenUpdate",
        },
      },
      type: {
        type: "string",
        const: "HTTPTokenAuth",
      },
      url_parameters: {
        type: "array",
        items: {
          $ref: "#/$defs/UrlParamUpdate",
        },
      },
    },
  },
  HTTPCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/HTTPTokenAuthUpdate",
      },
    ],
  },
  HTTPIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      base_url: {
        type: "string",
      },
      credentials: {
        $ref: "#/$defs/HTTPCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "HTTP",
      },
    },
  },
  LaunchDarklyAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "LaunchDarklyAPIKey",
      },
    },
  },
  LaunchDarklyCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/LaunchDarklyAPIKeyUpdate",
      },
    ],
  },
  LaunchDarklyIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/LaunchDarklyCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "LaunchDarkly",
      },
    },
  },
  NotionAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "NotionAPIKey",
      },
    },
  },
  NotionCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/NotionAPIKeyUpdate",
      },
    ],
  },
  NotionIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/NotionCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Notion",
      },
    },
  },
  OktaAPITokenUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      domain: {
        type: "string",
      },
      type: {
        type: "string",
        const: "OktaAPIToken",
      },
    },
  },
  OktaCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/OktaAPITokenUpdate",
      },
    ],
  },
  OktaIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/OktaCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Okta",
      },
    },
  },
  OpenAIAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_token: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "OpenAIAPIKey",
      },
    },
  },
  OpenAICredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/OpenAIAPIKeyUpdate",
      },
    ],
  },
  OpenAIIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/OpenAICredentialsUpdate",
      },
      type: {
        type: "string",
        const: "OpenAI",
      },
    },
  },
  ServiceNowBasicAuthUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      instance: {
        type: "string",
      },
      password: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "ServiceNowBasicAuth",
      },
      username: {
        type: "string",
      },
    },
  },
  ServiceNowCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/ServiceNowBasicAuthUpdate",
      },
    ],
  },
  ServiceNowIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/ServiceNowCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "ServiceNow",
      },
    },
  },
  SplitAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "SplitAPIKey",
      },
    },
  },
  SplitCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/SplitAPIKeyUpdate",
      },
    ],
  },
  SplitIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/SplitCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Split",
      },
    },
  },
  StatsigAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "StatsigAPIKey",
      },
    },
  },
  StatsigCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/StatsigAPIKeyUpdate",
      },
    ],
  },
  StatsigIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/StatsigCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "Statsig",
      },
    },
  },
  VirusTotalAPIKeyUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      api_key: {
        type: "string",
        format: "password",
      },
      type: {
        type: "string",
        const: "VirusTotalAPIKey",
      },
    },
  },
  VirusTotalCredentialsUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/VirusTotalAPIKeyUpdate",
      },
    ],
  },
  VirusTotalIntegrationUpdate: {
    type: "object",
    required: ["type"],
    properties: {
      credentials: {
        $ref: "#/$defs/VirusTotalCredentialsUpdate",
      },
      type: {
        type: "string",
        const: "VirusTotal",
      },
    },
  },
  ActionConnectionIntegrationUpdate: {
    oneOf: [
      {
        $ref: "#/$defs/AWSIntegrationUpdate",
      },
      {
        $ref: "#/$defs/AnthropicIntegrationUpdate",
      },
      {
        $ref: "#/$defs/AsanaIntegrationUpdate",
      },
      {
        $ref: "#/$defs/AzureIntegrationUpdate",
      },
      {
        $ref: "#/$defs/CircleCIIntegrationUpdate",
      },
      {
        $ref: "#/$defs/ClickupIntegrationUpdate",
      },
      {
        $ref: "#/$defs/CloudflareIntegrationUpdate",
      },
      {
        $ref: "#/$defs/ConfigCatIntegrationUpdate",
      },
      {
        $ref: "#/$defs/DatadogIntegrationUpdate",
      },
      {
        $ref: "#/$defs/FastlyIntegrationUpdate",
      },
      {
        $ref: "#/$defs/FreshserviceIntegrationUpdate",
      },
      {
        $ref: "#/$defs/GCPIntegrationUpdate",
      },
      {
        $ref: "#/$defs/GeminiIntegrationUpdate",
      },
      {
        $ref: "#/$defs/GitlabIntegrationUpdate",
      },
      {
        $ref: "#/$defs/GreyNoiseIntegrationUpdate",
      },
      {
        $ref: "#/$defs/HTTPIntegrationUpdate",
      },
      {
        $ref: "#/$defs/LaunchDarklyIntegrationUpdate",
      },
      {
        $ref: "#/$defs/NotionIntegrationUpdate",
      },
      {
        $ref: "#/$defs/OktaIntegrationUpdate",
      },
      {
        $ref: "#/$defs/OpenAIIntegrationUpdate",
      },
      {
        $ref: "#/$defs/ServiceNowIntegrationUpdate",
      },
      {
        $ref: "#/$defs/SplitIntegrationUpdate",
      },
      {
        $ref: "#/$defs/StatsigIntegrationUpdate",
      },
      {
        $ref: "#/$defs/VirusTotalIntegrationUpdate",
      },
    ],
  },
  ActionConnectionAttributesUpdate: {
    type: "object",
    properties: {
      integration: {
        $ref: "#/$defs/ActionConnectionIntegrationUpdate",
      },
      name: {
        type: "string",
      },
      tags: {
        type: "array",
        items: {
          type: "string",
        },
      },
    },
  },
  ActionConnectionDataUpdate: {
    type: "object",
    required: ["attributes", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/ActionConnectionAttributesUpdate",
      },
      type: {
        type: "string",
        const: "action_connection",
      },
    },
  },
  UpdateActionConnectionRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/ActionConnectionDataUpdate",
      },
    },
  },
  AccessTokensSort: {
    type: "string",
    enum: ["created_at", "-created_at", "expires_at", "-expires_at", "last_used_at", "-last_used_at", "name", "-name"],
  },
  PersonalAccessTokenCreateAttributes: {
    type: "object",
    required: ["expires_at", "name", "scopes"],
    properties: {
      expires_at: {
        type: "string",
        format: "date-time",
      },
      name: {
        type: "string",
      },
      scopes: {
        type: "array",
        items: {
          type: "string",
        },
      },
    },
  },
  PersonalAccessTokenCreateData: {
    type: "object",
    required: ["attributes", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/PersonalAccessTokenCreateAttributes",
      },
      type: {
        type: "string",
        const: "personal_access_tokens",
      },
    },
  },
  PersonalAccessTokenCreateRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/PersonalAccessTokenCreateData",
      },
    },
  },
  AccessTokenUpdateAttributes: {
    type: "object",
    properties: {
      name: {
        type: "string",
      },
      scopes: {
        type: "array",
        items: {
          type: "string",
        },
      },
    },
  },
  PersonalAccessTokenUpdateData: {
    type: "object",
    required: ["attributes", "id", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/AccessTokenUpdateAttributes",
      },
      id: {
        type: "string",
      },
      type: {
        type: "string",
        const: "personal_access_tokens",
      },
    },
  },
  PersonalAccessTokenUpdateRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/PersonalAccessTokenUpdateData",
      },
    },
  },
  ServiceAccountCreateAttributes: {
    type: "object",
    required: ["email", "service_account"],
    properties: {
      email: {
        type: "string",
      },
      name: {
        type: "string",
      },
      service_account: {
        type: "boolean",
      },
      title: {
        type: "string",
      },
    },
  },
  ServiceAccountCreateRelationships: {
    type: "object",
    properties: {
      roles: {
        $ref: "#/$defs/RelationshipToRoles",
      },
    },
  },
  ServiceAccountCreateData: {
    type: "object",
    required: ["attributes", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/ServiceAccountCreateAttributes",
      },
      relationships: {
        $ref: "#/$defs/ServiceAccountCreateRelationships",
      },
      type: {
        type: "string",
        const: "users",
      },
    },
  },
  ServiceAccountCreateRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/ServiceAccountCreateData",
      },
    },
  },
  ServiceAccessTokenCreateAttributes: {
    type: "object",
    required: ["name", "scopes"],
    properties: {
      expires_at: {
        type: "string",
        format: "date-time",
      },
      name: {
        type: "string",
      },
      scopes: {
        type: "array",
        items: {
          type: "string",
        },
      },
    },
  },
  ServiceAccessTokenCreateData: {
    type: "object",
    required: ["attributes", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/ServiceAccessTokenCreateAttributes",
      },
      type: {
        type: "string",
        const: "service_access_tokens",
      },
    },
  },
  ServiceAccessTokenCreateRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/ServiceAccessTokenCreateData",
      },
    },
  },
  ServiceAccessTokenUpdateData: {
    type: "object",
    required: ["attributes", "id", "type"],
    properties: {
      attributes: {
        $ref: "#/$defs/AccessTokenUpdateAttributes",
      },
      id: {
        type: "string",
      },
      type: {
        type: "string",
        const: "service_access_tokens",
      },
    },
  },
  ServiceAccessTokenUpdateRequest: {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        $ref: "#/$defs/ServiceAccessTokenUpdateData",
      },
    },
  },
  UsersSortDirection: {
    type: "string",
    enum: ["asc", "desc"],
  },
};
