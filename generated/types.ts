/** Generated from spec/ by `npm run generate`. Do not edit. */

/** An API key in the v1 form, as requests, lists and deletions have it. In requests only `name` counts. */
export interface V1APIKey {
  /** When the key was made, as `YYYY-MM-DD hh:mm:ss` without a time zone. */
  readonly created?: string;
  /** Handle of the user who made the key. */
  readonly created_by?: string;
  /** The secret, 32 hexadecimal characters. */
  readonly key?: string;
  /** What people call the key. */
  name?: string;
}

/** All API keys of the organization. */
export interface V1APIKeyListResponse {
  /** The keys, secrets included. */
  api_keys: V1APIKey[];
}

/** An error as the key and PagerDuty endpoints report it. */
export interface APIErrorResponse {
  /** What went wrong, one sentence each. */
  errors: string[];
}

/** An API key as v1 returns it on its own, secret included. */
export interface V1FullAPIKey {
  /** When the key was made, as `YYYY-MM-DD hh:mm:ss` without a time zone. */
  readonly created?: string;
  /** Handle of the user who made the key. */
  readonly created_by?: string;
  /** The secret, 32 hexadecimal characters. */
  readonly key: string;
  /** What people call the key. */
  name: string;
}

/** One API key. */
export interface V1APIKeyResponse {
  api_key: V1FullAPIKey;
}

/** The API key that was deleted. Nothing in it is certain to be there. */
export interface V1DeletedAPIKeyResponse {
  api_key?: V1APIKey;
}

/** An application key in the v1 form, as requests, lists and deletions have it. In requests only `name` counts. */
export interface V1ApplicationKey {
  /** The secret, 40 characters. Despite its name this is the key itself. */
  readonly hash?: string;
  /** What people call the key. */
  name?: string;
  /** Handle of the user whom the key acts for. */
  readonly owner?: string;
}

/** All application keys that the caller may see. */
export interface V1ApplicationKeyListResponse {
  /** The keys, secrets included. */
  application_keys: V1ApplicationKey[];
}

/** An application key as v1 returns it on its own, secret included. */
export interface V1FullApplicationKey {
  /** The secret, 40 characters. Despite its name this is the key itself. */
  readonly hash: string;
  /** What people call the key. */
  name: string;
  /** Handle of the user whom the key acts for. */
  readonly owner: string;
}

/** One application key. */
export interface V1ApplicationKeyResponse {
  application_key: V1FullApplicationKey;
}

/** The application key that was deleted. Nothing in it is certain to be there. */
export interface V1DeletedApplicationKeyResponse {
  application_key?: V1ApplicationKey;
}

/** A PagerDuty service and the key that Datadog pages it with. */
export interface PagerDutyService {
  /** The service's integration key, found on its Integrations tab in PagerDuty. Datadog never returns it. */
  service_key: string;
  /** What the service is called in Datadog; monitors page it as `@pagerduty-` and this name. */
  service_name: string;
}

/** The name of a PagerDuty service. */
export interface PagerDutyServiceName {
  /** What the service is called in Datadog. */
  service_name: string;
}

/** A new key for a PagerDuty service. */
export interface PagerDutyServiceKey {
  /** The service's new integration key, found on its Integrations tab in PagerDuty. */
  service_key: string;
}

/** What a list of API keys is sorted by, descending with a minus sign. */
export type APIKeysSort =
  | "created_at"
  | "-created_at"
  | "last4"
  | "-last4"
  | "modified_at"
  | "-modified_at"
  | "name"
  | "-name";

/** What a list tells of an API key. */
export interface PartialAPIKeyAttributes {
  /** Category that the key is filed under; the list can be filtered by it. */
  category?: string;
  /** When the key was made, ISO 8601. */
  created_at: string;
  /** When the key was last seen in use; null if never. */
  date_last_used?: string | null;
  /** The end of the secret, four characters long, to recognize the key by. */
  last4: string;
  /** When the key was last changed, ISO 8601. */
  modified_at?: string;
  /** What people call the key. */
  name: string;
  /** Whether Agents that use this key may read Remote Configuration. */
  remote_config_read_enabled?: boolean;
}

/** A pointer to a user. */
export interface RelationshipToUserData {
  /** Id of the user, a UUID. */
  id: string;
  /** Marks a user. */
  type: "users";
}

/** Points to a user. */
export interface RelationshipToUser {
  data: RelationshipToUserData;
}

/** Points to a user, or to nobody. */
export interface NullableRelationshipToUser {
  /** A pointer to the user; null if there is none. */
  data: RelationshipToUserData | null;
}

/** Who made an API key and who changed it last. */
export interface APIKeyRelationships {
  /** The user who made the key. */
  created_by?: RelationshipToUser;
  /** The user who changed the key last, if Datadog knows who it was. */
  modified_by?: NullableRelationshipToUser;
}

/** An API key as it stands in a list, without its secret. */
export interface PartialAPIKey {
  attributes: PartialAPIKeyAttributes;
  /** Id of the key, a UUID. Safe to log. */
  id: string;
  relationships?: APIKeyRelationships;
  /** Marks an API key. */
  type: "api_keys";
}

/** Who a user is and how they sign in. */
export interface UserAttributes {
  /** When the account was opened. */
  created_at: string;
  /** True once the account has been switched off; signing in is impossible then. */
  disabled: boolean;
  /** Address for signing in and for notifications. */
  email: string;
  /** Unique user name, often the address or the part of it before the @. */
  handle: string;
  /** Where the picture is, mostly a Gravatar URL. */
  icon?: string;
  /** When the user last signed in; null if never. */
  last_login_time?: string | null;
  /** Whether signing in takes a second factor. */
  mfa_enabled?: boolean;
  /** When the account was last changed. */
  modified_at?: string;
  /** Full name, as Datadog's pages show it; null if none was given. */
  name?: string | null;
  /** True for an account that programs use, false for a person's. */
  service_account: boolean;
  /** Where the account stands, such as `Active`, `Pending` or `Disabled`. */
  status: string;
  /** The user's job; null if none was given. */
  title?: string | null;
  /** The user's globally unique id, a UUID. */
  uuid?: string;
  /** Whether the user has confirmed the address. */
  verified?: boolean;
}

/** A pointer to an organization. */
export interface RelationshipToOrganizationData {
  /** Id of the organization, a UUID. */
  id: string;
  /** Marks an organization. */
  type: "orgs";
}

/** Points to one organization. */
export interface RelationshipToOrganization {
  data: RelationshipToOrganizationData;
}

/** Points to any number of organizations. */
export interface RelationshipToOrganizations {
  /** One pointer per organization. */
  data: RelationshipToOrganizationData[];
}

/** Points to any number of users. */
export interface RelationshipToUsers {
  /** One pointer per user. */
  data: RelationshipToUserData[];
}

/** A pointer to a role. */
export interface RelationshipToRoleData {
  /** Id of the role, a UUID. */
  id?: string;
  /** Marks a role. */
  type?: "roles";
}

/** Points to any number of roles. */
export interface RelationshipToRoles {
  /** One pointer per role. */
  data?: readonly RelationshipToRoleData[];
}

/** What a user belongs to. */
export interface UserResponseRelationships {
  /** The organization that the user belongs to. */
  org?: RelationshipToOrganization;
  /** Further organizations of the user. */
  other_orgs?: RelationshipToOrganizations;
  /** Further users that are linked to this one. */
  other_users?: RelationshipToUsers;
  /** The roles that the user has. */
  roles?: RelationshipToRoles;
}

/** A user of the organization, or a service account. */
export interface User {
  attributes: UserAttributes;
  /** Id of the user, a UUID. */
  id: string;
  relationships?: UserResponseRelationships;
  /** Marks a user. */
  type: "users";
}

/** When and where a key leaked. */
export interface LeakedKeyAttributes {
  /** Date of the leak. */
  date: string;
  /** Where the key was found. */
  leak_source?: string;
}

/** A place where a key was found in the open. Such a key should be replaced. */
export interface LeakedKey {
  attributes: LeakedKeyAttributes;
  /** Id of the finding. */
  id: string;
  /** Marks a leaked key. */
  type: "leaked_keys";
}

/** Something that an API key refers to. `type` tells which. */
export type APIKeyResponseIncludedItem = User | LeakedKey;

/** The extent of the whole list. */
export interface APIKeysResponseMetaPage {
  /** How many keys pass the filters, over all pages. */
  total_filtered_count: number;
}

/** What goes for all pages of the list. */
export interface APIKeysResponseMeta {
  /** How many API keys the organization may have. */
  max_allowed?: number;
  page: APIKeysResponseMetaPage;
}

/** One page of API keys. */
export interface APIKeysResponse {
  /** The keys of this page. */
  data: PartialAPIKey[];
  /** The users that `include` asked for, and known leaks of the keys. */
  included?: APIKeyResponseIncludedItem[];
  meta: APIKeysResponseMeta;
}

/** What can be chosen of a new API key. */
export interface APIKeyCreateAttributes {
  /** Category to file the key under. */
  category?: string;
  /** What people will call the key. */
  name: string;
  /** Whether Agents that use this key may read Remote Configuration. */
  remote_config_read_enabled?: boolean;
}

/** The API key to be made. */
export interface APIKeyCreateData {
  attributes: APIKeyCreateAttributes;
  /** Marks an API key. */
  type: "api_keys";
}

/** Asks for a new API key. */
export interface APIKeyCreateRequest {
  data: APIKeyCreateData;
}

/** All that Datadog tells of a new API key. The secret is always there. */
export interface CreatedAPIKeyAttributes {
  /** Category that the key is filed under; the list can be filtered by it. */
  category?: string;
  /** When the key was made. */
  created_at: string;
  /** When the key was last seen in use; null if never. */
  date_last_used?: string | null;
  /** The secret, 32 hexadecimal characters. Certain to be there only in the answer to the create. */
  key: string;
  /** The end of the secret, four characters long, to recognize the key by. */
  last4: string;
  /** When the key was last changed. */
  modified_at?: string;
  /** What people call the key. */
  name: string;
  /** Whether Agents that use this key may read Remote Configuration. */
  remote_config_read_enabled?: boolean;
}

/** An API key that has just been made, secret included. */
export interface CreatedAPIKey {
  attributes: CreatedAPIKeyAttributes;
  /** Id of the key, a UUID. Safe to log. */
  id: string;
  relationships?: APIKeyRelationships;
  /** Marks an API key. */
  type: "api_keys";
}

/** A new API key with its secret. */
export interface CreatedAPIKeyResponse {
  data: CreatedAPIKey;
  /** What the key refers to, such as the user who made it. */
  included?: APIKeyResponseIncludedItem[];
}

/** All that Datadog tells of an API key. */
export interface FullAPIKeyAttributes {
  /** Category that the key is filed under; the list can be filtered by it. */
  category?: string;
  /** When the key was made. */
  created_at: string;
  /** When the key was last seen in use; null if never. */
  date_last_used?: string | null;
  /** The secret, 32 hexadecimal characters. Certain to be there only in the answer to the create. */
  key?: string;
  /** The end of the secret, four characters long, to recognize the key by. */
  last4: string;
  /** When the key was last changed. */
  modified_at?: string;
  /** What people call the key. */
  name: string;
  /** Whether Agents that use this key may read Remote Configuration. */
  remote_config_read_enabled?: boolean;
}

/** An API key on its own, with its secret where Datadog shows it. */
export interface FullAPIKey {
  attributes: FullAPIKeyAttributes;
  /** Id of the key, a UUID. Safe to log. */
  id: string;
  relationships?: APIKeyRelationships;
  /** Marks an API key. */
  type: "api_keys";
}

/** One API key. */
export interface APIKeyResponse {
  data: FullAPIKey;
  /** The users that `include` asked for, and known leaks of the key. */
  included?: APIKeyResponseIncludedItem[];
}

/** What can be changed of an API key. */
export interface APIKeyUpdateAttributes {
  /** Category to file the key under from now on. */
  category?: string;
  /** New name, or the old one where it is to stay. */
  name: string;
  /** Whether Agents that use this key may read Remote Configuration from now on. */
  remote_config_read_enabled?: boolean;
}

/** The API key to be changed, and how. */
export interface APIKeyUpdateData {
  attributes: APIKeyUpdateAttributes;
  /** Id of the key, the same as in the path. */
  id: string;
  /** Marks an API key. */
  type: "api_keys";
}

/** Asks for changes to an API key. */
export interface APIKeyUpdateRequest {
  data: APIKeyUpdateData;
}

/** What a list of application keys is sorted by, descending with a minus sign. */
export type ApplicationKeysSort = "created_at" | "-created_at" | "last4" | "-last4" | "name" | "-name";

/** What a list tells of an application key. */
export interface PartialApplicationKeyAttributes {
  /** When the key was made, ISO 8601. */
  created_at: string;
  /** The end of the secret, four characters long, to recognize the key by. */
  last4: string;
  /** When the key was last seen in use, ISO 8601; null if never. */
  last_used_at?: string | null;
  /** What people call the key. */
  name: string;
  /** What the key may do, as names of permissions; null if it may do all that its user may. */
  scopes?: string[] | null;
}

/** Whom an application key belongs to. */
export interface ApplicationKeyRelationships {
  /** The user whom the key acts for. */
  owned_by?: RelationshipToUser;
}

/** An application key as it stands in a list, without its secret. */
export interface PartialApplicationKey {
  attributes: PartialApplicationKeyAttributes;
  /** Id of the key, a UUID. Safe to log. */
  id: string;
  relationships?: ApplicationKeyRelationships;
  /** Marks an application key. */
  type: "application_keys";
}

/** What a role is called and who has it. */
export interface RoleAttributes {
  /** When the role was made. */
  created_at?: string;
  /** When the role was last changed. */
  modified_at?: string;
  /** What people call the role. May change and may occur twice, so go by the id. */
  name: string;
  /** The managed roles whose new permissions this role gets by itself; empty if it gets none. */
  receives_permissions_from?: string[];
  /** How many users have the role. */
  user_count?: number;
}

/** A pointer to a permission. */
export interface RelationshipToPermissionData {
  /** Id of the permission, a UUID. */
  id?: string;
  /** Marks a permission. */
  type?: "permissions";
}

/** Points to any number of permissions. */
export interface RelationshipToPermissions {
  /** One pointer per permission. */
  data?: RelationshipToPermissionData[];
}

/** What a role consists of. */
export interface RoleResponseRelationships {
  /** The permissions that the role grants. */
  permissions?: RelationshipToPermissions;
}

/** A named set of permissions that users can be given. */
export interface Role {
  attributes: RoleAttributes;
  /** Id of the role, a UUID. */
  id: string;
  relationships?: RoleResponseRelationships;
  /** Marks a role. */
  type: "roles";
}

/** Something that an application key refers to. `type` tells which. */
export type ApplicationKeyResponseIncludedItem = User | Role | LeakedKey;

/** The extent of the whole list. */
export interface ApplicationKeyResponseMetaPage {
  /** How many keys pass the filters, over all pages. */
  total_filtered_count: number;
}

/** What goes for all pages of the list. */
export interface ApplicationKeyResponseMeta {
  /** How many application keys one user may have. */
  max_allowed_per_user?: number;
  page: ApplicationKeyResponseMetaPage;
}

/** One page of application keys. */
export interface ListApplicationKeysResponse {
  /** The keys of this page. */
  data: PartialApplicationKey[];
  /** The owners that `include` asked for, with their roles, and known leaks of the keys. */
  included?: ApplicationKeyResponseIncludedItem[];
  meta: ApplicationKeyResponseMeta;
}

/** All that Datadog tells of an application key. */
export interface FullApplicationKeyAttributes {
  /** When the key was made. */
  created_at: string;
  /**
   * The secret, 40 characters. In the answer to the create; where One-Time Read mode is off, also when its owner gets
   * the key; never from the endpoints for the organization's keys.
   */
  key?: string;
  /** The end of the secret, four characters long, to recognize the key by. */
  last4: string;
  /** When the key was last seen in use; null if never. */
  last_used_at?: string | null;
  /** What people call the key. */
  name: string;
  /** What the key may do, as names of permissions; null if it may do all that its user may. */
  scopes?: string[] | null;
}

/** An application key on its own, with its secret where Datadog shows it. */
export interface FullApplicationKey {
  attributes: FullApplicationKeyAttributes;
  /** Id of the key, a UUID. Safe to log. */
  id: string;
  relationships?: ApplicationKeyRelationships;
  /** Marks an application key. */
  type: "application_keys";
}

/** One application key. */
export interface ApplicationKeyResponse {
  data: FullApplicationKey;
  /** The owner if `include` asked for it, with their roles, and known leaks of the key. */
  included?: ApplicationKeyResponseIncludedItem[];
}

/** What can be changed of an application key. What is left out stays as it is. */
export interface ApplicationKeyUpdateAttributes {
  /** New name. */
  name?: string;
  /** All that the key may do from now on, as names of permissions; null lifts every restriction. */
  scopes?: readonly string[] | null;
}

/** The application key to be changed, and how. */
export interface ApplicationKeyUpdateData {
  attributes: ApplicationKeyUpdateAttributes;
  /** Id of the key, the same as in the path. */
  id: string;
  /** Marks an application key. */
  type: "application_keys";
}

/** Asks for changes to an application key. */
export interface ApplicationKeyUpdateRequest {
  data: ApplicationKeyUpdateData;
}

/** What can be chosen of a new application key. */
export interface ApplicationKeyCreateAttributes {
  /** What people will call the key. */
  name: string;
  /** What the key may do, as names of permissions. Null or left out, it may do all that its user may. */
  scopes?: readonly string[] | null;
}

/** The application key to be made. */
export interface ApplicationKeyCreateData {
  attributes: ApplicationKeyCreateAttributes;
  /** Marks an application key. */
  type: "application_keys";
}

/** Asks for a new application key. */
export interface ApplicationKeyCreateRequest {
  data: ApplicationKeyCreateData;
}

/** All that Datadog tells of a new application key. The secret is always there. */
export interface CreatedApplicationKeyAttributes {
  /** When the key was made. */
  created_at: string;
  /**
   * The secret, 40 characters. In the answer to the create; where One-Time Read mode is off, also when its owner gets
   * the key; never from the endpoints for the organization's keys.
   */
  key: string;
  /** The end of the secret, four characters long, to recognize the key by. */
  last4: string;
  /** When the key was last seen in use; null if never. */
  last_used_at?: string | null;
  /** What people call the key. */
  name: string;
  /** What the key may do, as names of permissions; null if it may do all that its user may. */
  scopes?: string[] | null;
}

/** An application key that has just been made, secret included. */
export interface CreatedApplicationKey {
  attributes: CreatedApplicationKeyAttributes;
  /** Id of the key, a UUID. Safe to log. */
  id: string;
  relationships?: ApplicationKeyRelationships;
  /** Marks an application key. */
  type: "application_keys";
}

/** A new application key with its secret. */
export interface CreatedApplicationKeyResponse {
  data: CreatedApplicationKey;
  /** What the key refers to, such as its owner. */
  included?: ApplicationKeyResponseIncludedItem[];
}

/**
 * An IAM role that Datadog assumes. Its trust policy, in the IAM console under Roles, has to name `principal_id` as the
 * principal and demand `external_id`; both are known once the connection exists.
 */
export interface AWSAssumeRole {
  /** The AWS account that the role is in, twelve digits, as the AWS console shows them in the account menu. */
  account_id: string;
  /**
   * What Datadog sends as `sts:ExternalId` when it assumes the role, so that no other connection can. Datadog makes it.
   */
  readonly external_id?: string;
  /** Datadog's own AWS account, from which the role is assumed. Datadog fills it in. */
  readonly principal_id?: string;
  /** Name of the IAM role, without the ARN around it. */
  role: string;
  /** Marks a role to assume. */
  type: "AWSAssumeRole";
}

/** How Datadog signs in to AWS, always by assuming a role; no key of the account is stored. */
export type AWSCredentials = AWSAssumeRole;

/** A connection to an AWS account, through which actions manage its resources. */
export interface AWSIntegration {
  credentials: AWSCredentials;
  /** Marks a connection to AWS. */
  type: "AWS";
}

/** An API key for the Claude API. It belongs to a workspace and is billed to its organization. */
export interface AnthropicAPIKey {
  /**
   * The API key, made in the Claude Console under API keys and shown there once. It begins with `sk-ant-`. Responses
   * hold `""` instead.
   */
  api_token: string;
  /** Marks an API key of Anthropic. */
  type: "AnthropicAPIKey";
}

/** How Datadog signs in to the Claude API, always by API key. */
export type AnthropicCredentials = AnthropicAPIKey;

/** A connection to Anthropic, through which actions call the Claude API. */
export interface AnthropicIntegration {
  credentials: AnthropicCredentials;
  /** Marks a connection to Anthropic. */
  type: "Anthropic";
}

/** An access token of Asana. Actions see and may do what its owner sees and may do. */
export interface AsanaAccessToken {
  /**
   * The token, either a personal access token from Asana's developer console (My apps) or one that an admin made for a
   * service account. Responses hold `""` instead.
   */
  access_token: string;
  /** Marks an access token of Asana. */
  type: "AsanaAccessToken";
}

/** How Datadog signs in to Asana, always by access token. */
export type AsanaCredentials = AsanaAccessToken;

/** A connection to Asana, through which actions read and change tasks and projects. */
export interface AsanaIntegration {
  credentials: AsanaCredentials;
  /** Marks a connection to Asana. */
  type: "Asana";
}

/** An app registration in Microsoft Entra ID that Datadog signs in as, by the client credentials flow. */
export interface AzureTenant {
  /**
   * Which app registration to sign in as. Its overview page in Microsoft Entra ID shows this as Application (client)
   * ID.
   */
  app_client_id: string;
  /**
   * A secret of the app registration, made under Certificates & secrets. Azure shows it once, as the secret's value,
   * which is not the secret's ID. Responses hold `""` instead.
   */
  client_secret: string;
  /**
   * The scope to ask Microsoft for when an access token is fetched; only the HTTP action uses it. It is the resource's
   * identifier URI followed by `/.default`.
   */
  custom_scopes?: string;
  /**
   * Which directory the app registration is in. The overview page of Microsoft Entra ID shows this as Tenant ID, or
   * Directory (tenant) ID.
   */
  tenant_id: string;
  /** Marks an app registration of an Azure tenant. */
  type: "AzureTenant";
}

/** How Datadog signs in to Azure, always as an app registration of a tenant. */
export type AzureCredentials = AzureTenant;

/** A connection to Microsoft Azure, through which actions manage its resources. */
export interface AzureIntegration {
  credentials: AzureCredentials;
  /** Marks a connection to Azure. */
  type: "Azure";
}

/** An API token of a CircleCI user, with that user's access to projects. */
export interface CircleCIAPIKey {
  /** The token, made in CircleCI under User Settings, Personal API Tokens. Responses hold `""` instead. */
  api_token: string;
  /** Marks an API token of CircleCI. */
  type: "CircleCIAPIKey";
}

/** How Datadog signs in to CircleCI, always by API token. */
export type CircleCICredentials = CircleCIAPIKey;

/** A connection to CircleCI, through which actions start and inspect pipelines. */
export interface CircleCIIntegration {
  credentials: CircleCICredentials;
  /** Marks a connection to CircleCI. */
  type: "CircleCI";
}

/** An API token of a ClickUp user, with that user's access to workspaces. */
export interface ClickupAPIKey {
  /** The personal token from ClickUp's settings, under Apps. It begins with `pk_`. Responses hold `""` instead. */
  api_token: string;
  /** Marks an API token of ClickUp. */
  type: "ClickupAPIKey";
}

/** How Datadog signs in to ClickUp, always by API token. */
export type ClickupCredentials = ClickupAPIKey;

/** A connection to ClickUp, through which actions read and change tasks and lists. */
export interface ClickupIntegration {
  credentials: ClickupCredentials;
  /** Marks a connection to ClickUp. */
  type: "Clickup";
}

/**
 * An API token of Cloudflare, limited to the permissions and zones that it was made for. Prefer it to the global key.
 */
export interface CloudflareAPIToken {
  /**
   * The token, made in the Cloudflare dashboard under My Profile, API Tokens, and shown there once. Responses hold `""`
   * instead.
   */
  api_token: string;
  /** Marks a scoped API token of Cloudflare. */
  type: "CloudflareAPIToken";
}

/** A Cloudflare user's global key, which may do whatever the user may do. */
export interface CloudflareGlobalAPIToken {
  /** The e-mail address that the key's owner signs in to Cloudflare with. */
  auth_email: string;
  /** The Global API Key, which the dashboard reveals under My Profile, API Tokens. Responses hold `""` instead. */
  global_api_key: string;
  /** Marks the global key of a Cloudflare user. */
  type: "CloudflareGlobalAPIToken";
}

/** How Datadog signs in to Cloudflare, by a scoped API token or by a user's all-powerful global key. */
export type CloudflareCredentials = CloudflareAPIToken | CloudflareGlobalAPIToken;

/** A connection to Cloudflare, through which actions manage zones, DNS and rules. */
export interface CloudflareIntegration {
  credentials: CloudflareCredentials;
  /** Marks a connection to Cloudflare. */
  type: "Cloudflare";
}

/**
 * The two credentials of ConfigCat in one: an SDK key for flag values, and basic authentication for the Public
 * Management API.
 */
export interface ConfigCatSDKKey {
  /**
   * Basic auth password for the Public Management API, made in the ConfigCat dashboard under Public API credentials and
   * shown there once. Responses hold `""` instead.
   */
  api_password: string;
  /** Basic auth user name for the Public Management API, which comes with the password. */
  api_username: string;
  /**
   * The SDK key of one config in one environment, which the ConfigCat dashboard shows beside the config. Responses hold
   * `""` instead.
   */
  sdk_key: string;
  /** Marks an SDK key with API credentials of ConfigCat. */
  type: "ConfigCatSDKKey";
}

/** How Datadog signs in to ConfigCat, always by an SDK key together with API credentials. */
export type ConfigCatCredentials = ConfigCatSDKKey;

/** A connection to ConfigCat, through which actions read and switch feature flags. */
export interface ConfigCatIntegration {
  credentials: ConfigCatCredentials;
  /** Marks a connection to ConfigCat. */
  type: "ConfigCat";
}

/** A pair of Datadog keys, and where the organization that they belong to lives. */
export interface DatadogAPIKey {
  /** An API key of the organization, from Organization Settings, API Keys. Responses hold `""` instead. */
  api_key: string;
  /**
   * An application key of a user or service account there, from Organization Settings, Application Keys. Actions may do
   * what it may do. Responses hold `""` instead.
   */
  app_key: string;
  /** Which Datadog datacenter, that is which site, the organization is on. Keys work nowhere else. */
  datacenter: string;
  /**
   * First label of the organization's own address, if it has one: `acme` for `https://acme.datadoghq.com`. Links that
   * actions produce then use it; otherwise they use the address of the site.
   */
  subdomain?: string;
  /** Marks a pair of Datadog keys. */
  type: "DatadogAPIKey";
}

/** How actions sign in to Datadog, always by API key and application key. */
export type DatadogCredentials = DatadogAPIKey;

/** A connection to a Datadog organization, this one or another, through which actions call Datadog's own API. */
export interface DatadogIntegration {
  credentials: DatadogCredentials;
  /** Marks a connection to Datadog. */
  type: "Datadog";
}

/** An API token of Fastly, limited to the scope and the services that it was made for. */
export interface FastlyAPIKey {
  /**
   * The token, made in Fastly's control panel under Account, API tokens, and shown there once. Responses hold `""`
   * instead.
   */
  api_key: string;
  /** Marks an API token of Fastly. */
  type: "FastlyAPIKey";
}

/** How Datadog signs in to Fastly, always by API token. */
export type FastlyCredentials = FastlyAPIKey;

/** A connection to Fastly, through which actions manage services and purge caches. */
export interface FastlyIntegration {
  credentials: FastlyCredentials;
  /** Marks a connection to Fastly. */
  type: "Fastly";
}

/** An agent's API key and the Freshservice account that it belongs to. */
export interface FreshserviceAPIKey {
  /**
   * The agent's API key, which Freshservice shows on the agent's profile settings page. Responses hold `""` instead.
   */
  api_key: string;
  /** The host under which the account is reached. */
  domain: string;
  /** Marks an API key of Freshservice. */
  type: "FreshserviceAPIKey";
}

/** How Datadog signs in to Freshservice, always by an agent's API key. */
export type FreshserviceCredentials = FreshserviceAPIKey;

/** A connection to Freshservice, through which actions read and change tickets and assets. */
export interface FreshserviceIntegration {
  credentials: FreshserviceCredentials;
  /** Marks a connection to Freshservice. */
  type: "Freshservice";
}

/**
 * A service account that Datadog signs in as. Both values stand in the JSON key file that Google Cloud makes under IAM
 * & Admin, Service Accounts, Keys.
 */
export interface GCPServiceAccount {
  /** The private key in PEM form, `private_key` in the key file, line breaks included. Responses hold `""` instead. */
  private_key: string;
  /** The service account's address, `client_email` in the key file. */
  service_account_email: string;
  /** Marks a service account of Google Cloud. */
  type: "GCPServiceAccount";
}

/** How Datadog signs in to Google Cloud, always as a service account. */
export type GCPCredentials = GCPServiceAccount;

/** A connection to Google Cloud, through which actions manage its resources. */
export interface GCPIntegration {
  credentials: GCPCredentials;
  /** Marks a connection to Google Cloud. */
  type: "GCP";
}

/** An API key for the Gemini API. It belongs to a Google Cloud project. */
export interface GeminiAPIKey {
  /** The API key, made in Google AI Studio under Get API key. Responses hold `""` instead. */
  api_key: string;
  /** Marks an API key of Gemini. */
  type: "GeminiAPIKey";
}

/** How Datadog signs in to the Gemini API, always by API key. */
export type GeminiCredentials = GeminiAPIKey;

/** A connection to Google Gemini, through which actions prompt its models. */
export interface GeminiIntegration {
  credentials: GeminiCredentials;
  /** Marks a connection to Gemini. */
  type: "Gemini";
}

/** An access token of GitLab, limited to the scopes that it was made with. It expires on the date set there. */
export interface GitlabAPIKey {
  /**
   * The token, made in GitLab under Access tokens of a user, a project or a group, and shown there once. It usually
   * begins with `glpat-`. Responses hold `""` instead.
   */
  api_token: string;
  /** Marks an access token of GitLab. */
  type: "GitlabAPIKey";
}

/** How Datadog signs in to GitLab, always by access token. */
export type GitlabCredentials = GitlabAPIKey;

/** A connection to GitLab, through which actions work with projects, issues and pipelines. */
export interface GitlabIntegration {
  credentials: GitlabCredentials;
  /** Marks a connection to GitLab. */
  type: "Gitlab";
}

/** An API key of GreyNoise. What it may look up depends on the account's plan. */
export interface GreyNoiseAPIKey {
  /** The API key, which the GreyNoise Visualizer shows in the account's settings. Responses hold `""` instead. */
  api_key: string;
  /** Marks an API key of GreyNoise. */
  type: "GreyNoiseAPIKey";
}

/** How Datadog signs in to GreyNoise, always by API key. */
export type GreyNoiseCredentials = GreyNoiseAPIKey;

/** A connection to GreyNoise, through which actions look up what is known of an IP address. */
export interface GreyNoiseIntegration {
  credentials: GreyNoiseCredentials;
  /** Marks a connection to GreyNoise. */
  type: "GreyNoise";
}

/** A body to send with requests, for APIs that expect their credentials there. */
export interface HTTPBody {
  /** The body, serialized. Put secrets in tokens and refer to them here. */
  content?: string;
  /** Media type of the body, sent as `Content-Type`. */
  content_type?: string;
}

/** One header that every request carries. */
export interface HTTPHeader {
  /** Name of the header. */
  name: string;
  /** What the header says. Responses show it as it is, so put secrets in tokens and refer to them here. */
  value: string;
}

/** One secret of the connection. */
export interface HTTPToken {
  /** What the token is called, unique within the connection; headers, URL parameters and the body refer to it so. */
  name: string;
  /** Marks a value to be kept secret. */
  type: "SECRET";
  /** The secret, as the API issued it. Datadog stores it and never returns it. Responses hold `""` instead. */
  value: string;
}

/** One query parameter that the URL of every request carries. */
export interface UrlParam {
  /** Name of the query parameter. */
  name: string;
  /** What the parameter says. Responses show it as it is, so put secrets in tokens and refer to them here. */
  value: string;
}

/**
 * Secret tokens, and the headers, URL parameters and body that take them to the API. Those refer to a token by its name
 * in double braces, as in `Bearer {{ orders_token }}`.
 */
export interface HTTPTokenAuth {
  body?: HTTPBody;
  /** Headers that every request carries. */
  headers?: readonly HTTPHeader[];
  /** The secrets themselves, each under a name. The API that issues them says where they are made. */
  tokens?: readonly HTTPToken[];
  /** Marks sign-in by tokens. */
  type: "HTTPTokenAuth";
  /** Query parameters that the URL of every request carries. */
  url_parameters?: readonly UrlParam[];
}

/** How Datadog signs in to the API, always by values that each request carries. */
export type HTTPCredentials = HTTPTokenAuth;

/** A connection to any API that speaks HTTP, for services without an integration of their own. */
export interface HTTPIntegration {
  /** Where requests go; an action adds its path to it. */
  base_url: string;
  credentials: HTTPCredentials;
  /** Marks a connection to an HTTP API. */
  type: "HTTP";
}

/**
 * An API access token of LaunchDarkly, personal or of a service, with the role that it was given. SDK keys do not work
 * here.
 */
export interface LaunchDarklyAPIKey {
  /**
   * The token, made in LaunchDarkly's account settings under Authorization and shown there once. It begins with `api-`.
   * Responses hold `""` instead.
   */
  api_token: string;
  /** Marks an access token of LaunchDarkly. */
  type: "LaunchDarklyAPIKey";
}

/** How Datadog signs in to LaunchDarkly, always by access token. */
export type LaunchDarklyCredentials = LaunchDarklyAPIKey;

/** A connection to LaunchDarkly, through which actions read and switch feature flags. */
export interface LaunchDarklyIntegration {
  credentials: LaunchDarklyCredentials;
  /** Marks a connection to LaunchDarkly. */
  type: "LaunchDarkly";
}

/** An internal integration of a Notion workspace. It sees only the pages that have been shared with it. */
export interface NotionAPIKey {
  /**
   * The internal integration secret, on the integration's configuration page in Notion. It begins with `ntn_`, older
   * ones with `secret_`. Responses hold `""` instead.
   */
  api_token: string;
  /** Marks an internal integration of Notion. */
  type: "NotionAPIKey";
}

/** How Datadog signs in to Notion, always as an internal integration. */
export type NotionCredentials = NotionAPIKey;

/** A connection to Notion, through which actions read and write pages and databases. */
export interface NotionIntegration {
  credentials: NotionCredentials;
  /** Marks a connection to Notion. */
  type: "Notion";
}

/**
 * An API token and the Okta organization that it belongs to. It may do what the admin who made it may do, and lapses
 * when unused for 30 days.
 */
export interface OktaAPIToken {
  /**
   * The token, made in Okta's Admin Console under Security, API, Tokens and shown there once. Responses hold `""`
   * instead.
   */
  api_token: string;
  /** The host of the Okta organization, without `-admin`. */
  domain: string;
  /** Marks an API token of Okta. */
  type: "OktaAPIToken";
}

/** How Datadog signs in to Okta, always by API token. */
export type OktaCredentials = OktaAPIToken;

/** A connection to Okta, through which actions manage users, groups and sessions. */
export interface OktaIntegration {
  credentials: OktaCredentials;
  /** Marks a connection to Okta. */
  type: "Okta";
}

/** An API key for the OpenAI API. It belongs to a project and is billed to its organization. */
export interface OpenAIAPIKey {
  /**
   * The API key, made on OpenAI's platform site under API keys and shown there once. It begins with `sk-`. Responses
   * hold `""` instead.
   */
  api_token: string;
  /** Marks an API key of OpenAI. */
  type: "OpenAIAPIKey";
}

/** How Datadog signs in to the OpenAI API, always by API key. */
export type OpenAICredentials = OpenAIAPIKey;

/** A connection to OpenAI, through which actions prompt its models. */
export interface OpenAIIntegration {
  credentials: OpenAICredentials;
  /** Marks a connection to OpenAI. */
  type: "OpenAI";
}

/** A user of a ServiceNow instance. Its roles decide which tables actions reach. */
export interface ServiceNowBasicAuth {
  /** Which ServiceNow instance to call, the first label of its host: `acme` for `acme.service-now.com`. */
  instance: string;
  /** The user's password, set in ServiceNow under User Administration, Users. Responses hold `""` instead. */
  password: string;
  /** Marks a user of ServiceNow with a password. */
  type: "ServiceNowBasicAuth";
  /** User ID of the user, best one that is made for Datadog alone. */
  username: string;
}

/** How Datadog signs in to ServiceNow, always by user name and password. */
export type ServiceNowCredentials = ServiceNowBasicAuth;

/** A connection to ServiceNow, through which actions work with incidents and other records. */
export interface ServiceNowIntegration {
  credentials: ServiceNowCredentials;
  /** Marks a connection to ServiceNow. */
  type: "ServiceNow";
}

/** An API key for Split's Admin API. SDK keys do not work here. */
export interface SplitAPIKey {
  /**
   * The API key of type Admin, made in Split under Admin settings, API keys and shown there once. Responses hold `""`
   * instead.
   */
  api_key: string;
  /** Marks an API key of Split. */
  type: "SplitAPIKey";
}

/** How Datadog signs in to Split, always by API key. */
export type SplitCredentials = SplitAPIKey;

/** A connection to Split (now Harness Feature Management), through which actions read and change feature flags. */
export interface SplitIntegration {
  credentials: SplitCredentials;
  /** Marks a connection to Split. */
  type: "Split";
}

/** An API key of a Statsig project. */
export interface StatsigAPIKey {
  /**
   * The Console API key, made in the project's settings in Statsig under Keys & Environments. It begins with
   * `console-`. Responses hold `""` instead.
   */
  api_key: string;
  /** Marks an API key of Statsig. */
  type: "StatsigAPIKey";
}

/** How Datadog signs in to Statsig, always by API key. */
export type StatsigCredentials = StatsigAPIKey;

/** A connection to Statsig, through which actions read and change feature gates and experiments. */
export interface StatsigIntegration {
  credentials: StatsigCredentials;
  /** Marks a connection to Statsig. */
  type: "Statsig";
}

/** A VirusTotal user's API key. Lookups count against that user's quota. */
export interface VirusTotalAPIKey {
  /**
   * The API key, 64 hexadecimal characters, which VirusTotal shows in the user menu under API key. Responses hold `""`
   * instead.
   */
  api_key: string;
  /** Marks an API key of VirusTotal. */
  type: "VirusTotalAPIKey";
}

/** How Datadog signs in to VirusTotal, always by API key. */
export type VirusTotalCredentials = VirusTotalAPIKey;

/** A connection to VirusTotal, through which actions look up files, addresses and domains. */
export interface VirusTotalIntegration {
  credentials: VirusTotalCredentials;
  /** Marks a connection to VirusTotal. */
  type: "VirusTotal";
}

/** The system at the other end and the credential for it; `type` says which system. */
export type ActionConnectionIntegration =
  | AWSIntegration
  | AnthropicIntegration
  | AsanaIntegration
  | AzureIntegration
  | CircleCIIntegration
  | ClickupIntegration
  | CloudflareIntegration
  | ConfigCatIntegration
  | DatadogIntegration
  | FastlyIntegration
  | FreshserviceIntegration
  | GCPIntegration
  | GeminiIntegration
  | GitlabIntegration
  | GreyNoiseIntegration
  | HTTPIntegration
  | LaunchDarklyIntegration
  | NotionIntegration
  | OktaIntegration
  | OpenAIIntegration
  | ServiceNowIntegration
  | SplitIntegration
  | StatsigIntegration
  | VirusTotalIntegration;

/** What a connection is called and what it connects to. */
export interface ActionConnectionAttributes {
  integration: ActionConnectionIntegration;
  /** What people see when they choose a connection for an action. */
  name: string;
  /** Labels of the connection. */
  tags?: readonly string[];
}

/** A connection to be made. */
export interface ActionConnectionData {
  attributes: ActionConnectionAttributes;
  /** What the connection is addressed by, a UUID that Datadog makes. */
  readonly id?: string;
  /** Marks a connection. */
  type: "action_connection";
}

/** A connection to be created. */
export interface CreateActionConnectionRequest {
  data: ActionConnectionData;
}

/** A connection, the link between Datadog's actions and an account on another system. Its secrets are `""`. */
export interface ActionConnection {
  attributes: ActionConnectionAttributes;
  /** What the connection is addressed by, a UUID that Datadog makes. */
  readonly id: string;
  /** Marks a connection. */
  type: "action_connection";
}

/** A connection that has just been created. */
export interface CreateActionConnectionResponse {
  data: ActionConnection;
}

/** Which part of the request caused the error. */
export interface JSONAPIErrorItemSource {
  /** Name of the request header. */
  header?: string;
  /** Name of the query parameter. */
  parameter?: string;
  /** JSON Pointer into the request body. */
  pointer?: string;
}

/** One reason why an action request was refused. */
export interface JSONAPIErrorItem {
  /** What happened this time, for people. */
  detail?: string;
  /** Whatever else the server has to say. */
  meta?: {
    [key: string]: unknown;
  };
  source?: JSONAPIErrorItemSource;
  /** HTTP status of this reason, as a string; often left out. */
  status?: string;
  /** The kind of error in a few words; often left out. */
  title?: string;
}

/** An error as the action endpoints report it. */
export interface JSONAPIErrorResponse {
  /** What went wrong, one object a reason. */
  errors: JSONAPIErrorItem[];
}

/** A connection that was asked for. */
export interface GetActionConnectionResponse {
  data: ActionConnection;
}

/** Another role to assume, or a new external ID for the same one. */
export interface AWSAssumeRoleUpdate {
  /** The AWS account that the role is in from now on, twelve digits. */
  account_id?: string;
  /**
   * True to have Datadog make a new `external_id`, which the answer carries. Until the role's trust policy demands the
   * new one, actions cannot assume the role.
   */
  generate_new_external_id?: boolean;
  /** Name of the IAM role to assume from now on, without the ARN around it. */
  role?: string;
  /** Marks a role to assume. */
  type: "AWSAssumeRole";
}

/** Changes to how Datadog signs in to AWS. */
export type AWSCredentialsUpdate = AWSAssumeRoleUpdate;

/** Changes to a connection to AWS. */
export interface AWSIntegrationUpdate {
  credentials?: AWSCredentialsUpdate;
  /** Marks a connection to AWS. */
  type: "AWS";
}

/** An exchange of the API key for the Claude API. */
export interface AnthropicAPIKeyUpdate {
  /** The API key that takes the stored one's place, from the Claude Console under API keys. */
  api_token?: string;
  /** Marks an API key of Anthropic. */
  type: "AnthropicAPIKey";
}

/** Changes to how Datadog signs in to the Claude API. */
export type AnthropicCredentialsUpdate = AnthropicAPIKeyUpdate;

/** Changes to a connection to Anthropic. */
export interface AnthropicIntegrationUpdate {
  credentials?: AnthropicCredentialsUpdate;
  /** Marks a connection to Anthropic. */
  type: "Anthropic";
}

/** An exchange of the access token. */
export interface AsanaAccessTokenUpdate {
  /**
   * The token that takes the stored one's place, for example a fresh personal access token from Asana's developer
   * console.
   */
  access_token?: string;
  /** Marks an access token of Asana. */
  type: "AsanaAccessToken";
}

/** Changes to how Datadog signs in to Asana. */
export type AsanaCredentialsUpdate = AsanaAccessTokenUpdate;

/** Changes to a connection to Asana. */
export interface AsanaIntegrationUpdate {
  credentials?: AsanaCredentialsUpdate;
  /** Marks a connection to Asana. */
  type: "Asana";
}

/** Changes to the app registration, or a new secret for it. */
export interface AzureTenantUpdate {
  /** Another app registration's Application (client) ID. */
  app_client_id?: string;
  /** The value of a new client secret, made under Certificates & secrets; set it before the old one expires. */
  client_secret?: string;
  /** The scope that the HTTP action is to ask for from now on, an identifier URI followed by `/.default`. */
  custom_scopes?: string;
  /** The Directory (tenant) ID of another directory. */
  tenant_id?: string;
  /** Marks an app registration of an Azure tenant. */
  type: "AzureTenant";
}

/** Changes to how Datadog signs in to Azure. */
export type AzureCredentialsUpdate = AzureTenantUpdate;

/** Changes to a connection to Azure. */
export interface AzureIntegrationUpdate {
  credentials?: AzureCredentialsUpdate;
  /** Marks a connection to Azure. */
  type: "Azure";
}

/** An exchange of the API token. */
export interface CircleCIAPIKeyUpdate {
  /** The token that takes the stored one's place, from User Settings, Personal API Tokens. */
  api_token?: string;
  /** Marks an API token of CircleCI. */
  type: "CircleCIAPIKey";
}

/** Changes to how Datadog signs in to CircleCI. */
export type CircleCICredentialsUpdate = CircleCIAPIKeyUpdate;

/** Changes to a connection to CircleCI. */
export interface CircleCIIntegrationUpdate {
  credentials?: CircleCICredentialsUpdate;
  /** Marks a connection to CircleCI. */
  type: "CircleCI";
}

/** An exchange of the API token. */
export interface ClickupAPIKeyUpdate {
  /**
   * The token that takes the stored one's place. ClickUp voids the old one as soon as a user regenerates it under Apps.
   */
  api_token?: string;
  /** Marks an API token of ClickUp. */
  type: "ClickupAPIKey";
}

/** Changes to how Datadog signs in to ClickUp. */
export type ClickupCredentialsUpdate = ClickupAPIKeyUpdate;

/** Changes to a connection to ClickUp. */
export interface ClickupIntegrationUpdate {
  credentials?: ClickupCredentialsUpdate;
  /** Marks a connection to ClickUp. */
  type: "Clickup";
}

/** An exchange of the API token. */
export interface CloudflareAPITokenUpdate {
  /** The token that takes the stored one's place, freshly made or rolled under My Profile, API Tokens. */
  api_token?: string;
  /** Marks a scoped API token of Cloudflare. */
  type: "CloudflareAPIToken";
}

/** Changes to the user, or an exchange of the global key. */
export interface CloudflareGlobalAPITokenUpdate {
  /** The e-mail address of the new key's owner. */
  auth_email?: string;
  /**
   * The Global API Key that takes the stored one's place, for example after it was changed under My Profile, API
   * Tokens.
   */
  global_api_key?: string;
  /** Marks the global key of a Cloudflare user. */
  type: "CloudflareGlobalAPIToken";
}

/** Changes to how Datadog signs in to Cloudflare, by API token or by global key. */
export type CloudflareCredentialsUpdate = CloudflareAPITokenUpdate | CloudflareGlobalAPITokenUpdate;

/** Changes to a connection to Cloudflare. */
export interface CloudflareIntegrationUpdate {
  credentials?: CloudflareCredentialsUpdate;
  /** Marks a connection to Cloudflare. */
  type: "Cloudflare";
}

/** Changes to the SDK key, the API credentials or both. */
export interface ConfigCatSDKKeyUpdate {
  /** The password that belongs to the new `api_username`; ConfigCat makes the two as a pair. */
  api_password?: string;
  /** The user name of newly made API credentials. */
  api_username?: string;
  /** The SDK key of another config or environment. */
  sdk_key?: string;
  /** Marks an SDK key with API credentials of ConfigCat. */
  type: "ConfigCatSDKKey";
}

/** Changes to how Datadog signs in to ConfigCat. */
export type ConfigCatCredentialsUpdate = ConfigCatSDKKeyUpdate;

/** Changes to a connection to ConfigCat. */
export interface ConfigCatIntegrationUpdate {
  credentials?: ConfigCatCredentialsUpdate;
  /** Marks a connection to ConfigCat. */
  type: "ConfigCat";
}

/** Changes to the keys or to where their organization lives. */
export interface DatadogAPIKeyUpdate {
  /** The API key that takes the stored one's place, from Organization Settings, API Keys. */
  api_key?: string;
  /** The application key that takes the stored one's place, from Organization Settings, Application Keys. */
  app_key?: string;
  /** The datacenter of the organization that the new keys belong to. */
  datacenter?: string;
  /** The first label of the organization's own address, for the links that actions produce. */
  subdomain?: string;
  /** Marks a pair of Datadog keys. */
  type: "DatadogAPIKey";
}

/** Changes to how actions sign in to Datadog. */
export type DatadogCredentialsUpdate = DatadogAPIKeyUpdate;

/** Changes to a connection to Datadog. */
export interface DatadogIntegrationUpdate {
  credentials?: DatadogCredentialsUpdate;
  /** Marks a connection to Datadog. */
  type: "Datadog";
}

/** An exchange of the API token. */
export interface FastlyAPIKeyUpdate {
  /** The token that takes the stored one's place, from Account, API tokens. */
  api_key?: string;
  /** Marks an API token of Fastly. */
  type: "FastlyAPIKey";
}

/** Changes to how Datadog signs in to Fastly. */
export type FastlyCredentialsUpdate = FastlyAPIKeyUpdate;

/** Changes to a connection to Fastly. */
export interface FastlyIntegrationUpdate {
  credentials?: FastlyCredentialsUpdate;
  /** Marks a connection to Fastly. */
  type: "Fastly";
}

/** Changes to the API key or to its account. */
export interface FreshserviceAPIKeyUpdate {
  /** The API key that takes the stored one's place, after a reset on the agent's profile settings page. */
  api_key?: string;
  /** The host of another Freshservice account, or the new host of this one. */
  domain?: string;
  /** Marks an API key of Freshservice. */
  type: "FreshserviceAPIKey";
}

/** Changes to how Datadog signs in to Freshservice. */
export type FreshserviceCredentialsUpdate = FreshserviceAPIKeyUpdate;

/** Changes to a connection to Freshservice. */
export interface FreshserviceIntegrationUpdate {
  credentials?: FreshserviceCredentialsUpdate;
  /** Marks a connection to Freshservice. */
  type: "Freshservice";
}

/** Changes to the service account, or a new private key of it. */
export interface GCPServiceAccountUpdate {
  /** The private key in PEM form from a new key file of the service account. */
  private_key?: string;
  /** The address of another service account, `client_email` in its key file. */
  service_account_email?: string;
  /** Marks a service account of Google Cloud. */
  type: "GCPServiceAccount";
}

/** Changes to how Datadog signs in to Google Cloud. */
export type GCPCredentialsUpdate = GCPServiceAccountUpdate;

/** Changes to a connection to Google Cloud. */
export interface GCPIntegrationUpdate {
  credentials?: GCPCredentialsUpdate;
  /** Marks a connection to Google Cloud. */
  type: "GCP";
}

/** An exchange of the API key for the Gemini API. */
export interface GeminiAPIKeyUpdate {
  /** The API key that takes the stored one's place, from Google AI Studio. */
  api_key?: string;
  /** Marks an API key of Gemini. */
  type: "GeminiAPIKey";
}

/** Changes to how Datadog signs in to the Gemini API. */
export type GeminiCredentialsUpdate = GeminiAPIKeyUpdate;

/** Changes to a connection to Gemini. */
export interface GeminiIntegrationUpdate {
  credentials?: GeminiCredentialsUpdate;
  /** Marks a connection to Gemini. */
  type: "Gemini";
}

/** An exchange of the access token. */
export interface GitlabAPIKeyUpdate {
  /** The token that takes the stored one's place; set it before the old one expires. */
  api_token?: string;
  /** Marks an access token of GitLab. */
  type: "GitlabAPIKey";
}

/** Changes to how Datadog signs in to GitLab. */
export type GitlabCredentialsUpdate = GitlabAPIKeyUpdate;

/** Changes to a connection to GitLab. */
export interface GitlabIntegrationUpdate {
  credentials?: GitlabCredentialsUpdate;
  /** Marks a connection to GitLab. */
  type: "Gitlab";
}

/** An exchange of the API key. */
export interface GreyNoiseAPIKeyUpdate {
  /** The API key that takes the stored one's place, from the account's settings in the GreyNoise Visualizer. */
  api_key?: string;
  /** Marks an API key of GreyNoise. */
  type: "GreyNoiseAPIKey";
}

/** Changes to how Datadog signs in to GreyNoise. */
export type GreyNoiseCredentialsUpdate = GreyNoiseAPIKeyUpdate;

/** Changes to a connection to GreyNoise. */
export interface GreyNoiseIntegrationUpdate {
  credentials?: GreyNoiseCredentialsUpdate;
  /** Marks a connection to GreyNoise. */
  type: "GreyNoise";
}

/** A header to add, change or remove. */
export interface HTTPHeaderUpdate {
  /** True to remove the header of this name. */
  deleted?: boolean;
  /** Name of the header that is meant. */
  name: string;
  /** What the header says from now on. Responses show it as it is. */
  value?: string;
}

/** A token to add, exchange or remove. */
export interface HTTPTokenUpdate {
  /** True to remove the token of this name. */
  deleted?: boolean;
  /** Name of the token that is meant. */
  name: string;
  /** Marks a value to be kept secret. */
  type: "SECRET";
  /** The secret that takes the stored one's place. Required even when the token is removed. */
  value: string;
}

/** A query parameter to add, change or remove. */
export interface UrlParamUpdate {
  /** True to remove the query parameter of this name. */
  deleted?: boolean;
  /** Name of the query parameter that is meant. */
  name: string;
  /** What the parameter says from now on. Responses show it as it is. */
  value?: string;
}

/**
 * Changes to tokens, headers, URL parameters and body. Lists are merged by name: an entry that is not listed stays, and
 * one goes only if it is listed with `deleted: true`.
 */
export interface HTTPTokenAuthUpdate {
  body?: HTTPBody;
  /** Headers to add, change or remove. */
  headers?: readonly HTTPHeaderUpdate[];
  /** Tokens to add, exchange or remove. */
  tokens?: readonly HTTPTokenUpdate[];
  /** Marks sign-in by tokens. */
  type: "HTTPTokenAuth";
  /** Query parameters to add, change or remove. */
  url_parameters?: readonly UrlParamUpdate[];
}

/** Changes to how Datadog signs in to the API. */
export type HTTPCredentialsUpdate = HTTPTokenAuthUpdate;

/** Changes to a connection to an HTTP API. */
export interface HTTPIntegrationUpdate {
  /** Where requests go from now on. */
  base_url?: string;
  credentials?: HTTPCredentialsUpdate;
  /** Marks a connection to an HTTP API. */
  type: "HTTP";
}

/** An exchange of the access token. */
export interface LaunchDarklyAPIKeyUpdate {
  /** The token that takes the stored one's place, freshly made or reset under Authorization in the account settings. */
  api_token?: string;
  /** Marks an access token of LaunchDarkly. */
  type: "LaunchDarklyAPIKey";
}

/** Changes to how Datadog signs in to LaunchDarkly. */
export type LaunchDarklyCredentialsUpdate = LaunchDarklyAPIKeyUpdate;

/** Changes to a connection to LaunchDarkly. */
export interface LaunchDarklyIntegrationUpdate {
  credentials?: LaunchDarklyCredentialsUpdate;
  /** Marks a connection to LaunchDarkly. */
  type: "LaunchDarkly";
}

/** An exchange of the integration's secret. */
export interface NotionAPIKeyUpdate {
  /** The secret that takes the stored one's place, after a refresh on the integration's configuration page. */
  api_token?: string;
  /** Marks an internal integration of Notion. */
  type: "NotionAPIKey";
}

/** Changes to how Datadog signs in to Notion. */
export type NotionCredentialsUpdate = NotionAPIKeyUpdate;

/** Changes to a connection to Notion. */
export interface NotionIntegrationUpdate {
  credentials?: NotionCredentialsUpdate;
  /** Marks a connection to Notion. */
  type: "Notion";
}

/** Changes to the API token or to its organization. */
export interface OktaAPITokenUpdate {
  /** The token that takes the stored one's place, from Security, API, Tokens in the Admin Console. */
  api_token?: string;
  /** The host of another Okta organization, or the new host of this one. */
  domain?: string;
  /** Marks an API token of Okta. */
  type: "OktaAPIToken";
}

/** Changes to how Datadog signs in to Okta. */
export type OktaCredentialsUpdate = OktaAPITokenUpdate;

/** Changes to a connection to Okta. */
export interface OktaIntegrationUpdate {
  credentials?: OktaCredentialsUpdate;
  /** Marks a connection to Okta. */
  type: "Okta";
}

/** An exchange of the API key for the OpenAI API. */
export interface OpenAIAPIKeyUpdate {
  /** The API key that takes the stored one's place, from API keys on OpenAI's platform site. */
  api_token?: string;
  /** Marks an API key of OpenAI. */
  type: "OpenAIAPIKey";
}

/** Changes to how Datadog signs in to the OpenAI API. */
export type OpenAICredentialsUpdate = OpenAIAPIKeyUpdate;

/** Changes to a connection to OpenAI. */
export interface OpenAIIntegrationUpdate {
  credentials?: OpenAICredentialsUpdate;
  /** Marks a connection to OpenAI. */
  type: "OpenAI";
}

/** Changes to the user, to its password or to the instance. */
export interface ServiceNowBasicAuthUpdate {
  /** Another ServiceNow instance, the first label of its host. */
  instance?: string;
  /** The user's new password, after it was changed in ServiceNow. */
  password?: string;
  /** Marks a user of ServiceNow with a password. */
  type: "ServiceNowBasicAuth";
  /** User ID of another user of the instance. */
  username?: string;
}

/** Changes to how Datadog signs in to ServiceNow. */
export type ServiceNowCredentialsUpdate = ServiceNowBasicAuthUpdate;

/** Changes to a connection to ServiceNow. */
export interface ServiceNowIntegrationUpdate {
  credentials?: ServiceNowCredentialsUpdate;
  /** Marks a connection to ServiceNow. */
  type: "ServiceNow";
}

/** An exchange of the API key. */
export interface SplitAPIKeyUpdate {
  /** The API key that takes the stored one's place, from Admin settings, API keys. */
  api_key?: string;
  /** Marks an API key of Split. */
  type: "SplitAPIKey";
}

/** Changes to how Datadog signs in to Split. */
export type SplitCredentialsUpdate = SplitAPIKeyUpdate;

/** Changes to a connection to Split. */
export interface SplitIntegrationUpdate {
  credentials?: SplitCredentialsUpdate;
  /** Marks a connection to Split. */
  type: "Split";
}

/** An exchange of the API key. */
export interface StatsigAPIKeyUpdate {
  /** The Console API key that takes the stored one's place, from Keys & Environments in the project's settings. */
  api_key?: string;
  /** Marks an API key of Statsig. */
  type: "StatsigAPIKey";
}

/** Changes to how Datadog signs in to Statsig. */
export type StatsigCredentialsUpdate = StatsigAPIKeyUpdate;

/** Changes to a connection to Statsig. */
export interface StatsigIntegrationUpdate {
  credentials?: StatsigCredentialsUpdate;
  /** Marks a connection to Statsig. */
  type: "Statsig";
}

/** An exchange of the API key. */
export interface VirusTotalAPIKeyUpdate {
  /** The API key that takes the stored one's place, from the user menu under API key. */
  api_key?: string;
  /** Marks an API key of VirusTotal. */
  type: "VirusTotalAPIKey";
}

/** Changes to how Datadog signs in to VirusTotal. */
export type VirusTotalCredentialsUpdate = VirusTotalAPIKeyUpdate;

/** Changes to a connection to VirusTotal. */
export interface VirusTotalIntegrationUpdate {
  credentials?: VirusTotalCredentialsUpdate;
  /** Marks a connection to VirusTotal. */
  type: "VirusTotal";
}

/** Changes to the credential; `type` names the system that the connection already goes to. */
export type ActionConnectionIntegrationUpdate =
  | AWSIntegrationUpdate
  | AnthropicIntegrationUpdate
  | AsanaIntegrationUpdate
  | AzureIntegrationUpdate
  | CircleCIIntegrationUpdate
  | ClickupIntegrationUpdate
  | CloudflareIntegrationUpdate
  | ConfigCatIntegrationUpdate
  | DatadogIntegrationUpdate
  | FastlyIntegrationUpdate
  | FreshserviceIntegrationUpdate
  | GCPIntegrationUpdate
  | GeminiIntegrationUpdate
  | GitlabIntegrationUpdate
  | GreyNoiseIntegrationUpdate
  | HTTPIntegrationUpdate
  | LaunchDarklyIntegrationUpdate
  | NotionIntegrationUpdate
  | OktaIntegrationUpdate
  | OpenAIIntegrationUpdate
  | ServiceNowIntegrationUpdate
  | SplitIntegrationUpdate
  | StatsigIntegrationUpdate
  | VirusTotalIntegrationUpdate;

/** The parts of a connection that may change. What is left out stays. */
export interface ActionConnectionAttributesUpdate {
  integration?: ActionConnectionIntegrationUpdate;
  /** What the connection is to be called from now on. */
  name?: string;
  /** All labels that the connection has from now on. */
  tags?: readonly string[];
}

/** Changes to the connection that the path names. */
export interface ActionConnectionDataUpdate {
  attributes: ActionConnectionAttributesUpdate;
  /** Marks a connection. */
  type: "action_connection";
}

/** Changes to a connection. */
export interface UpdateActionConnectionRequest {
  data: ActionConnectionDataUpdate;
}

/** A connection after its changes. */
export interface UpdateActionConnectionResponse {
  data: ActionConnection;
}

/** The fact that an application key is registered for actions. */
export interface AppKeyRegistrationData {
  /** Id of the registration, which is that of the application key. */
  id: string;
  /** Marks a registration. */
  type: "app_key_registration";
}

/** How many registrations there are over all pages. */
export interface ListAppKeyRegistrationsResponseMeta {
  /** Number of registrations in the organization. */
  total?: number;
  /** Number of registrations that the request's filters leave. */
  total_filtered: number;
}

/** One page of the application keys that are registered for actions. */
export interface ListAppKeyRegistrationsResponse {
  /** The registrations on this page. */
  data: AppKeyRegistrationData[];
  meta: ListAppKeyRegistrationsResponseMeta;
}

/** A registration that was asked for. */
export interface GetAppKeyRegistrationResponse {
  data: AppKeyRegistrationData;
}

/** A registration that has just been made. */
export interface RegisterAppKeyResponse {
  data: AppKeyRegistrationData;
}

/** What Datadog says of the API key that asked. */
export interface AuthenticationValidationResponse {
  /** Always true. A key that is not valid gets a 403. */
  valid: boolean;
}

/** What a list of tokens is sorted by, descending with a minus sign. */
export type AccessTokensSort =
  | "created_at"
  | "-created_at"
  | "expires_at"
  | "-expires_at"
  | "last_used_at"
  | "-last_used_at"
  | "name"
  | "-name";

/** What Datadog tells of a token, all but its secret. */
export interface AccessTokenAttributes {
  /** When the token was made. */
  created_at: string;
  /** When the token stops working; null if never, which only tokens of service accounts can have. */
  expires_at: string | null;
  /** When the token was last seen in use; null if never. */
  last_used_at?: string | null;
  /** When the token was last changed; absent if never. */
  modified_at?: string;
  /** What people call the token. */
  name: string;
  /** The part of the token that is no secret, to recognize it by. */
  public_portion: string;
  /** What the token may do, as names of permissions. */
  scopes: string[];
}

/** A token of a user or of a service account. `type` tells which. */
export type AccessToken = PersonalAccessToken | ServiceAccessToken;

/** The extent of the whole list. */
export interface AccessTokensMetaPage {
  /** How many tokens pass the filters, over all pages. */
  total_filtered_count: number;
}

/** What goes for all pages of the list. */
export interface AccessTokensMeta {
  page: AccessTokensMetaPage;
}

/** One page of access tokens of users and of service accounts. */
export interface ListAccessTokensResponse {
  /** The tokens of this page. */
  data: AccessToken[];
  meta: AccessTokensMeta;
}

/** What can be chosen of a new personal access token. */
export interface PersonalAccessTokenCreateAttributes {
  /** When the token is to stop working, at least 24 hours and at most a year ahead. It cannot be changed later. */
  expires_at: string;
  /** What people will call the token. */
  name: string;
  /** What the token may do, as names of permissions. */
  scopes: readonly string[];
}

/** The personal access token to be made. */
export interface PersonalAccessTokenCreateData {
  attributes: PersonalAccessTokenCreateAttributes;
  /** Marks a personal access token. */
  type: "personal_access_tokens";
}

/** Asks for a new personal access token. */
export interface PersonalAccessTokenCreateRequest {
  data: PersonalAccessTokenCreateData;
}

/** What Datadog tells of a new token, its secret included. */
export interface CreatedAccessTokenAttributes {
  /** When the token was made. */
  created_at: string;
  /** When the token stops working; null if never, which only tokens of service accounts can have. */
  expires_at: string | null;
  /**
   * The secret, the whole token: `ddpat_` for a user or `ddsat_` for a service account, 22 characters, `_`, 36
   * characters. Shown this once.
   */
  key: string;
  /** What people call the token. */
  name: string;
  /** The part of the token that is no secret, to recognize it by. */
  public_portion: string;
  /** What the token may do, as names of permissions. */
  scopes: string[];
}

/** Whom a personal access token belongs to. */
export interface PersonalAccessTokenRelationships {
  /** The user whom the token acts for. */
  owned_by?: RelationshipToUser;
}

/** A personal access token that has just been made. */
export interface CreatedPersonalAccessToken {
  attributes: CreatedAccessTokenAttributes;
  /** Id of the token, a UUID. Safe to log. */
  id: string;
  relationships?: PersonalAccessTokenRelationships;
  /** Marks a personal access token. */
  type: "personal_access_tokens";
}

/** A new personal access token with its secret. */
export interface CreatedPersonalAccessTokenResponse {
  data: CreatedPersonalAccessToken;
}

/** A personal access token, without its secret. */
export interface PersonalAccessToken {
  attributes: AccessTokenAttributes;
  /** Id of the token, a UUID. Safe to log. */
  id: string;
  relationships?: PersonalAccessTokenRelationships;
  /** Marks a personal access token. */
  type: "personal_access_tokens";
}

/** One personal access token. */
export interface PersonalAccessTokenResponse {
  data: PersonalAccessToken;
}

/** What can be changed of a token. What is left out stays as it is. */
export interface AccessTokenUpdateAttributes {
  /** New name. */
  name?: string;
  /** All that the token may do from now on, as names of permissions. */
  scopes?: readonly string[];
}

/** The personal access token to be changed, and how. */
export interface PersonalAccessTokenUpdateData {
  attributes: AccessTokenUpdateAttributes;
  /** Id of the token, the same as in the path. */
  id: string;
  /** Marks a personal access token. */
  type: "personal_access_tokens";
}

/** Asks for changes to a personal access token. */
export interface PersonalAccessTokenUpdateRequest {
  data: PersonalAccessTokenUpdateData;
}

/** What can be chosen of a new service account. */
export interface ServiceAccountCreateAttributes {
  /** Address that notifications about the account go to. Several accounts may share one. */
  email: string;
  /** What people will call the account. */
  name?: string;
  /** True, for this is an account that programs use. */
  service_account: boolean;
  /** What the account is for, in the field that holds a person's job. */
  title?: string;
}

/** What a new service account will belong to. */
export interface ServiceAccountCreateRelationships {
  /** The roles whose permissions the account gets. */
  roles?: RelationshipToRoles;
}

/** The service account to be made. */
export interface ServiceAccountCreateData {
  attributes: ServiceAccountCreateAttributes;
  relationships?: ServiceAccountCreateRelationships;
  /** Marks a user. */
  type: "users";
}

/** Asks for a new service account. */
export interface ServiceAccountCreateRequest {
  data: ServiceAccountCreateData;
}

/** What an organization is called and how it is set up. */
export interface OrganizationAttributes {
  /** When the organization was opened. */
  created_at?: string;
  /** What the organization says of itself. */
  description?: string;
  /** Whether the organization has been switched off. */
  disabled?: boolean;
  /** When the organization was last changed. */
  modified_at?: string;
  /** What people call the organization. */
  name?: string;
  /** Short id, as older endpoints use it. */
  public_id?: string;
  /** Whether the organization's widgets may be shared, such as `none`. */
  sharing?: string;
  /** Web site of the organization. */
  url?: string;
}

/** An organization, the account that everything else belongs to. */
export interface Organization {
  attributes?: OrganizationAttributes;
  /** Id of the organization, a UUID. */
  id?: string;
  /** Marks an organization. */
  type: "orgs";
}

/** What a permission is called and what it allows. */
export interface PermissionAttributes {
  /** When Datadog introduced the permission. */
  created?: string;
  /** What the permission allows, in a sentence. */
  description?: string;
  /** Name for people, as Datadog's pages show it. */
  display_name?: string;
  /** The kind of access, such as `read`, `write` or `other`. */
  display_type?: string;
  /** Heading that Datadog's pages show the permission under. */
  group_name?: string;
  /** Name for programs, the one that goes into `scopes`. */
  name: string;
  /** Other names of the permission, mostly earlier ones. */
  name_aliases?: string[];
  /** Whether the permission is limited to some resources rather than the whole organization. */
  restricted?: boolean;
}

/** Something that users, keys and tokens may be allowed to do. */
export interface Permission {
  attributes: PermissionAttributes;
  /** Id of the permission, a UUID. */
  id: string;
  /** Marks a permission. */
  type: "permissions";
}

/** Something that a user belongs to or may do. `type` tells which. */
export type UserResponseIncludedItem = Organization | Permission | Role;

/** One user or service account. */
export interface UserResponse {
  data: User;
  /** What the user belongs to, such as the roles. */
  included?: UserResponseIncludedItem[];
}

/** One application key, without its secret. */
export interface PartialApplicationKeyResponse {
  data: PartialApplicationKey;
  /** The owner with their roles, and known leaks of the key. */
  included?: ApplicationKeyResponseIncludedItem[];
}

/** A pointer to a service account. */
export interface RelationshipToServiceAccountData {
  /** Id of the service account, a UUID. */
  id: string;
  /** Marks a service account. */
  type: "service_account";
}

/** Points to a service account. */
export interface RelationshipToServiceAccount {
  data: RelationshipToServiceAccountData;
}

/** Whom an access token of a service account belongs to. */
export interface ServiceAccessTokenRelationships {
  /** The service account that the token acts for. */
  owned_by?: RelationshipToServiceAccount;
}

/** An access token of a service account, without its secret. */
export interface ServiceAccessToken {
  attributes: AccessTokenAttributes;
  /** Id of the token, a UUID. Safe to log. */
  id: string;
  relationships?: ServiceAccessTokenRelationships;
  /** Marks an access token of a service account. */
  type: "service_access_tokens";
}

/** One page of a service account's access tokens. */
export interface ListServiceAccessTokensResponse {
  /** The tokens of this page. */
  data: ServiceAccessToken[];
  meta: AccessTokensMeta;
}

/** What can be chosen of a new access token of a service account. */
export interface ServiceAccessTokenCreateAttributes {
  /** When the token is to stop working. Left out, it works until it is revoked. It cannot be changed later. */
  expires_at?: string;
  /** What people will call the token. */
  name: string;
  /** What the token may do, as names of permissions. */
  scopes: readonly string[];
}

/** The access token to be made. */
export interface ServiceAccessTokenCreateData {
  attributes: ServiceAccessTokenCreateAttributes;
  /** Marks an access token of a service account. */
  type: "service_access_tokens";
}

/** Asks for a new access token of a service account. */
export interface ServiceAccessTokenCreateRequest {
  data: ServiceAccessTokenCreateData;
}

/** An access token of a service account that has just been made. */
export interface CreatedServiceAccessToken {
  attributes: CreatedAccessTokenAttributes;
  /** Id of the token, a UUID. Safe to log. */
  id: string;
  relationships?: ServiceAccessTokenRelationships;
  /** Marks an access token of a service account. */
  type: "service_access_tokens";
}

/** A new access token of a service account with its secret. */
export interface CreatedServiceAccessTokenResponse {
  data: CreatedServiceAccessToken;
}

/** One access token of a service account. */
export interface ServiceAccessTokenResponse {
  data: ServiceAccessToken;
}

/** The access token to be changed, and how. */
export interface ServiceAccessTokenUpdateData {
  attributes: AccessTokenUpdateAttributes;
  /** Id of the token, the same as in the path. */
  id: string;
  /** Marks an access token of a service account. */
  type: "service_access_tokens";
}

/** Asks for changes to an access token of a service account. */
export interface ServiceAccessTokenUpdateRequest {
  data: ServiceAccessTokenUpdateData;
}

/** Which way a list of users is sorted. */
export type UsersSortDirection = "asc" | "desc";

/** The extent of the whole list. */
export interface UsersResponseMetaPage {
  /** How many users there are. */
  total_count?: number;
  /** How many users pass the filters, over all pages. */
  total_filtered_count: number;
}

/** What goes for all pages of the list. */
export interface UsersResponseMeta {
  page: UsersResponseMetaPage;
}

/** One page of users. */
export interface UsersResponse {
  /** The users of this page. */
  data: User[];
  /** What the users belong to. */
  included?: UserResponseIncludedItem[];
  meta: UsersResponseMeta;
}

/** All permissions. */
export interface PermissionsResponse {
  /** The permissions. */
  data: Permission[];
}

/** What Datadog says of the credentials that asked. */
export interface ValidateAPIKeyResponse {
  /** Always `ok`. Credentials that are not valid get a 401 or a 403. */
  status: "ok";
}

/** Which API key asked, and what it may do. */
export interface ValidateV2Attributes {
  /** Id of the API key, a UUID. Safe to log. */
  api_key_id: string;
  /** What the API key may do beyond sending data. */
  api_key_scopes: string[];
  /** Always true. A key that is not valid gets a 403. */
  valid: boolean;
}

/** The organization of an API key, with the key's particulars. */
export interface ValidateV2Data {
  attributes: ValidateV2Attributes;
  /** Id of the organization, a UUID. */
  id: string;
  /** Marks a validation. */
  type: "validate_v2";
}

/** What Datadog says of the API key that asked. */
export interface ValidateV2Response {
  data: ValidateV2Data;
}

/** What can be chosen of a new service account. `service_account: true` is added where it is left out. */
export interface NewServiceAccount {
  /** Address that notifications about the account go to. Several accounts may share one. */
  email: string;
  /** What people will call the account. */
  name?: string;
  /** True, for this is an account that programs use. */
  service_account?: true;
  /** What the account is for, in the field that holds a person's job. */
  title?: string;
}

/** What `listAPIKeys` can be asked for. */
export interface ListAPIKeysQuery {
  /**
   * How many items a page holds. The API gives 10 when this is left out and 100 at most.
   * @default 10
   */
  "page[size]"?: number;
  /**
   * Which page to return, counted from 0.
   * @default 0
   */
  "page[number]"?: number;
  /** What to sort by. A leading minus sign turns the order around. */
  sort?: APIKeysSort;
  /** Keeps the keys in which this text occurs. */
  filter?: string;
  /** Keeps the keys that were created at this time or later. */
  "filter[created_at][start]"?: string;
  /** Keeps the keys that were created at this time or earlier. */
  "filter[created_at][end]"?: string;
  /** Keeps the keys that were last changed at this time or later. */
  "filter[modified_at][start]"?: string;
  /** Keeps the keys that were last changed at this time or earlier. */
  "filter[modified_at][end]"?: string;
  /** Which related users to put into `included`, separated by commas. `created_by` and `modified_by` are possible. */
  include?: string;
  /** Keeps the keys that may (`true`) or may not (`false`) read Remote Configuration. */
  "filter[remote_config_read_enabled]"?: boolean;
  /** Keeps the keys of this category. */
  "filter[category]"?: string;
}

/** What `getAPIKey` can be asked for. */
export interface GetAPIKeyQuery {
  /** Which related users to put into `included`, separated by commas. `created_by` and `modified_by` are possible. */
  include?: string;
}

/** What `listApplicationKeys` can be asked for. */
export interface ListApplicationKeysQuery {
  /**
   * How many items a page holds. The API gives 10 when this is left out and 100 at most.
   * @default 10
   */
  "page[size]"?: number;
  /**
   * Which page to return, counted from 0.
   * @default 0
   */
  "page[number]"?: number;
  /** What to sort by. A leading minus sign turns the order around. There is no sort by last use. */
  sort?: ApplicationKeysSort;
  /** Keeps the keys in which this text occurs. */
  filter?: string;
  /** Keeps the keys that were created at this time or later. */
  "filter[created_at][start]"?: string;
  /** Keeps the keys that were created at this time or earlier. */
  "filter[created_at][end]"?: string;
  /** Keeps the keys of this user or service account, given by its id (a UUID). */
  "filter[owned_by]"?: string;
  /** What to put into `included`. `owned_by`, the user who owns the key, is the only choice. */
  include?: string;
}

/** What `getApplicationKey` can be asked for. */
export interface GetApplicationKeyQuery {
  /** What to put into `included`. `owned_by`, the user who owns the key, is the only choice. */
  include?: string;
}

/** What `listCurrentUserApplicationKeys` can be asked for. */
export interface ListCurrentUserApplicationKeysQuery {
  /**
   * How many items a page holds. The API gives 10 when this is left out and 100 at most.
   * @default 10
   */
  "page[size]"?: number;
  /**
   * Which page to return, counted from 0.
   * @default 0
   */
  "page[number]"?: number;
  /** What to sort by. A leading minus sign turns the order around. There is no sort by last use. */
  sort?: ApplicationKeysSort;
  /** Keeps the keys in which this text occurs. */
  filter?: string;
  /** Keeps the keys that were created at this time or later. */
  "filter[created_at][start]"?: string;
  /** Keeps the keys that were created at this time or earlier. */
  "filter[created_at][end]"?: string;
  /** What to put into `included`. `owned_by`, the user who owns the key, is the only choice. */
  include?: string;
}

/** What `listAppKeyRegistrations` can be asked for. */
export interface ListAppKeyRegistrationsQuery {
  /**
   * How many items a page holds. The API gives 10 when this is left out and 100 at most.
   * @default 10
   */
  "page[size]"?: number;
  /**
   * Which page to return, counted from 0.
   * @default 0
   */
  "page[number]"?: number;
}

/** What `listPersonalAccessTokens` can be asked for. */
export interface ListPersonalAccessTokensQuery {
  /**
   * How many items a page holds. The API gives 10 when this is left out and 100 at most.
   * @default 10
   */
  "page[size]"?: number;
  /**
   * Which page to return, counted from 0.
   * @default 0
   */
  "page[number]"?: number;
  /** What to sort by. A leading minus sign turns the order around. */
  sort?: AccessTokensSort;
  /** Keeps the tokens in whose name this text occurs. */
  filter?: string;
  /** Keeps the tokens of these users and service accounts, given by their ids. */
  "filter[owned_by]"?: readonly string[];
}

/** What `listServiceAccountApplicationKeys` can be asked for. */
export interface ListServiceAccountApplicationKeysQuery {
  /**
   * How many items a page holds. The API gives 10 when this is left out and 100 at most.
   * @default 10
   */
  "page[size]"?: number;
  /**
   * Which page to return, counted from 0.
   * @default 0
   */
  "page[number]"?: number;
  /** What to sort by. A leading minus sign turns the order around. There is no sort by last use. */
  sort?: ApplicationKeysSort;
  /** Keeps the keys in which this text occurs. */
  filter?: string;
  /** Keeps the keys that were created at this time or later. */
  "filter[created_at][start]"?: string;
  /** Keeps the keys that were created at this time or earlier. */
  "filter[created_at][end]"?: string;
}

/** What `listServiceAccountAccessTokens` can be asked for. */
export interface ListServiceAccountAccessTokensQuery {
  /**
   * How many items a page holds. The API gives 10 when this is left out and 100 at most.
   * @default 10
   */
  "page[size]"?: number;
  /**
   * Which page to return, counted from 0.
   * @default 0
   */
  "page[number]"?: number;
  /** What to sort by. A leading minus sign turns the order around. */
  sort?: AccessTokensSort;
  /** Keeps the tokens in whose name this text occurs. */
  filter?: string;
}

/** What `listUsers` can be asked for. */
export interface ListUsersQuery {
  /**
   * How many items a page holds. The API gives 10 when this is left out and 100 at most.
   * @default 10
   */
  "page[size]"?: number;
  /**
   * Which page to return, counted from 0.
   * @default 0
   */
  "page[number]"?: number;
  /**
   * Which field to sort by: `name`, `modified_at` or `user_count`. A leading minus sign turns the order around.
   * @default name
   */
  sort?: string;
  /** Which way to sort. */
  sort_dir?: UsersSortDirection;
  /** Keeps the users in whose name, address or handle this text occurs. */
  filter?: string;
  /** Keeps the users of these statuses, separated by commas. `Active`, `Pending` and `Disabled` are possible. */
  "filter[status]"?: string;
}

/** Every path with what its methods take and answer, in the form that openapi-fetch reads. */
export interface paths {
  "/api/v1/api_key": {
    /** List API keys with their secrets (v1). */
    get: {
      parameters: {};
      responses: {
        200: { content: { "application/json": V1APIKeyListResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Create an API key (v1). */
    post: {
      parameters: {};
      requestBody: { content: { "application/json": V1APIKey } };
      responses: {
        200: { content: { "application/json": V1APIKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v1/api_key/{key}": {
    /** Get an API key (v1). */
    get: {
      parameters: { path: { key: string } };
      responses: {
        200: { content: { "application/json": V1APIKeyResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Rename an API key (v1). */
    put: {
      parameters: { path: { key: string } };
      requestBody: { content: { "application/json": V1APIKey } };
      responses: {
        200: { content: { "application/json": V1APIKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Delete an API key (v1). */
    delete: {
      parameters: { path: { key: string } };
      responses: {
        200: { content: { "application/json": V1DeletedAPIKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v1/application_key": {
    /** List application keys with their secrets (v1). */
    get: {
      parameters: {};
      responses: {
        200: { content: { "application/json": V1ApplicationKeyListResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Create an application key (v1). */
    post: {
      parameters: {};
      requestBody: { content: { "application/json": V1ApplicationKey } };
      responses: {
        200: { content: { "application/json": V1ApplicationKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        409: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v1/application_key/{key}": {
    /** Get an application key (v1). */
    get: {
      parameters: { path: { key: string } };
      responses: {
        200: { content: { "application/json": V1ApplicationKeyResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Rename an application key (v1). */
    put: {
      parameters: { path: { key: string } };
      requestBody: { content: { "application/json": V1ApplicationKey } };
      responses: {
        200: { content: { "application/json": V1ApplicationKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        409: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Delete an application key (v1). */
    delete: {
      parameters: { path: { key: string } };
      responses: {
        200: { content: { "application/json": V1DeletedApplicationKeyResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v1/integration/pagerduty/configuration/services": {
    /** Create a PagerDuty service. */
    post: {
      parameters: {};
      requestBody: { content: { "application/json": PagerDutyService } };
      responses: {
        201: { content: { "application/json": PagerDutyServiceName } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v1/integration/pagerduty/configuration/services/{service_name}": {
    /** Get a PagerDuty service. */
    get: {
      parameters: { path: { service_name: string } };
      responses: {
        200: { content: { "application/json": PagerDutyServiceName } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Replace the key of a PagerDuty service. */
    put: {
      parameters: { path: { service_name: string } };
      requestBody: { content: { "application/json": PagerDutyServiceKey } };
      responses: {
        200: { content?: never };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Delete a PagerDuty service. */
    delete: {
      parameters: { path: { service_name: string } };
      responses: {
        204: { content?: never };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/api_keys": {
    /** List API keys. */
    get: {
      parameters: { query?: ListAPIKeysQuery | undefined };
      responses: {
        200: { content: { "application/json": APIKeysResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Create an API key. */
    post: {
      parameters: {};
      requestBody: { content: { "application/json": APIKeyCreateRequest } };
      responses: {
        201: { content: { "application/json": CreatedAPIKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/api_keys/{api_key_id}": {
    /** Get an API key. */
    get: {
      parameters: { query?: GetAPIKeyQuery | undefined; path: { api_key_id: string } };
      responses: {
        200: { content: { "application/json": APIKeyResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Update an API key. */
    patch: {
      parameters: { path: { api_key_id: string } };
      requestBody: { content: { "application/json": APIKeyUpdateRequest } };
      responses: {
        200: { content: { "application/json": APIKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Delete an API key. */
    delete: {
      parameters: { path: { api_key_id: string } };
      responses: {
        204: { content?: never };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/application_keys": {
    /** List the organization's application keys. */
    get: {
      parameters: { query?: ListApplicationKeysQuery | undefined };
      responses: {
        200: { content: { "application/json": ListApplicationKeysResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/application_keys/{app_key_id}": {
    /** Get one of the organization's application keys. */
    get: {
      parameters: { query?: GetApplicationKeyQuery | undefined; path: { app_key_id: string } };
      responses: {
        200: { content: { "application/json": ApplicationKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Update one of the organization's application keys. */
    patch: {
      parameters: { path: { app_key_id: string } };
      requestBody: { content: { "application/json": ApplicationKeyUpdateRequest } };
      responses: {
        200: { content: { "application/json": ApplicationKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Delete one of the organization's application keys. */
    delete: {
      parameters: { path: { app_key_id: string } };
      responses: {
        204: { content?: never };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/current_user/application_keys": {
    /** List one's own application keys. */
    get: {
      parameters: { query?: ListCurrentUserApplicationKeysQuery | undefined };
      responses: {
        200: { content: { "application/json": ListApplicationKeysResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Create an application key of one's own. */
    post: {
      parameters: {};
      requestBody: { content: { "application/json": ApplicationKeyCreateRequest } };
      responses: {
        201: { content: { "application/json": CreatedApplicationKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/current_user/application_keys/{app_key_id}": {
    /** Get an application key of one's own. */
    get: {
      parameters: { path: { app_key_id: string } };
      responses: {
        200: { content: { "application/json": ApplicationKeyResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Update an application key of one's own. */
    patch: {
      parameters: { path: { app_key_id: string } };
      requestBody: { content: { "application/json": ApplicationKeyUpdateRequest } };
      responses: {
        200: { content: { "application/json": ApplicationKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Delete an application key of one's own. */
    delete: {
      parameters: { path: { app_key_id: string } };
      responses: {
        204: { content?: never };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/actions/connections": {
    /** Create an action connection. */
    post: {
      parameters: {};
      requestBody: { content: { "application/json": CreateActionConnectionRequest } };
      responses: {
        201: { content: { "application/json": CreateActionConnectionResponse } };
        400: { content: { "application/json": JSONAPIErrorResponse } };
        403: { content: { "application/json": JSONAPIErrorResponse } };
        429: { content: { "application/json": JSONAPIErrorResponse } };
      };
    };
  };
  "/api/v2/actions/connections/{connection_id}": {
    /** Get an action connection. */
    get: {
      parameters: { path: { connection_id: string } };
      responses: {
        200: { content: { "application/json": GetActionConnectionResponse } };
        400: { content: { "application/json": JSONAPIErrorResponse } };
        403: { content: { "application/json": JSONAPIErrorResponse } };
        404: { content: { "application/json": JSONAPIErrorResponse } };
        429: { content: { "application/json": JSONAPIErrorResponse } };
      };
    };
    /** Update an action connection. */
    patch: {
      parameters: { path: { connection_id: string } };
      requestBody: { content: { "application/json": UpdateActionConnectionRequest } };
      responses: {
        200: { content: { "application/json": UpdateActionConnectionResponse } };
        400: { content: { "application/json": JSONAPIErrorResponse } };
        403: { content: { "application/json": JSONAPIErrorResponse } };
        404: { content: { "application/json": JSONAPIErrorResponse } };
        429: { content: { "application/json": JSONAPIErrorResponse } };
      };
    };
    /** Delete an action connection. */
    delete: {
      parameters: { path: { connection_id: string } };
      responses: {
        204: { content?: never };
        403: { content: { "application/json": JSONAPIErrorResponse } };
        404: { content: { "application/json": JSONAPIErrorResponse } };
        429: { content: { "application/json": JSONAPIErrorResponse } };
      };
    };
  };
  "/api/v2/actions/app_key_registrations": {
    /** List app key registrations. */
    get: {
      parameters: { query?: ListAppKeyRegistrationsQuery | undefined };
      responses: {
        200: { content: { "application/json": ListAppKeyRegistrationsResponse } };
        400: { content: { "application/json": JSONAPIErrorResponse } };
        403: { content: { "application/json": JSONAPIErrorResponse } };
        429: { content: { "application/json": JSONAPIErrorResponse } };
      };
    };
  };
  "/api/v2/actions/app_key_registrations/{app_key_id}": {
    /** Register an application key for actions. */
    put: {
      parameters: { path: { app_key_id: string } };
      responses: {
        201: { content: { "application/json": RegisterAppKeyResponse } };
        400: { content: { "application/json": JSONAPIErrorResponse } };
        403: { content: { "application/json": JSONAPIErrorResponse } };
        429: { content: { "application/json": JSONAPIErrorResponse } };
      };
    };
    /** Get an app key registration. */
    get: {
      parameters: { path: { app_key_id: string } };
      responses: {
        200: { content: { "application/json": GetAppKeyRegistrationResponse } };
        400: { content: { "application/json": JSONAPIErrorResponse } };
        403: { content: { "application/json": JSONAPIErrorResponse } };
        404: { content: { "application/json": JSONAPIErrorResponse } };
        429: { content: { "application/json": JSONAPIErrorResponse } };
      };
    };
    /** Unregister an application key from actions. */
    delete: {
      parameters: { path: { app_key_id: string } };
      responses: {
        204: { content?: never };
        400: { content: { "application/json": JSONAPIErrorResponse } };
        403: { content: { "application/json": JSONAPIErrorResponse } };
        404: { content: { "application/json": JSONAPIErrorResponse } };
        429: { content: { "application/json": JSONAPIErrorResponse } };
      };
    };
  };
  "/api/v1/validate": {
    /** Validate an API key (v1). */
    get: {
      parameters: {};
      responses: {
        200: { content: { "application/json": AuthenticationValidationResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/personal_access_tokens": {
    /** List access tokens. */
    get: {
      parameters: { query?: ListPersonalAccessTokensQuery | undefined };
      responses: {
        200: { content: { "application/json": ListAccessTokensResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Create a personal access token. */
    post: {
      parameters: {};
      requestBody: { content: { "application/json": PersonalAccessTokenCreateRequest } };
      responses: {
        201: { content: { "application/json": CreatedPersonalAccessTokenResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/personal_access_tokens/{token_id}": {
    /** Get a personal access token. */
    get: {
      parameters: { path: { token_id: string } };
      responses: {
        200: { content: { "application/json": PersonalAccessTokenResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Update a personal access token. */
    patch: {
      parameters: { path: { token_id: string } };
      requestBody: { content: { "application/json": PersonalAccessTokenUpdateRequest } };
      responses: {
        200: { content: { "application/json": PersonalAccessTokenResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Revoke a personal access token. */
    delete: {
      parameters: { path: { token_id: string } };
      responses: {
        204: { content?: never };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/service_accounts": {
    /** Create a service account. */
    post: {
      parameters: {};
      requestBody: { content: { "application/json": ServiceAccountCreateRequest } };
      responses: {
        201: { content: { "application/json": UserResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/service_accounts/{service_account_id}/application_keys": {
    /** List a service account's application keys. */
    get: {
      parameters: { query?: ListServiceAccountApplicationKeysQuery | undefined; path: { service_account_id: string } };
      responses: {
        200: { content: { "application/json": ListApplicationKeysResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Create an application key for a service account. */
    post: {
      parameters: { path: { service_account_id: string } };
      requestBody: { content: { "application/json": ApplicationKeyCreateRequest } };
      responses: {
        201: { content: { "application/json": CreatedApplicationKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/service_accounts/{service_account_id}/application_keys/{app_key_id}": {
    /** Get a service account's application key. */
    get: {
      parameters: { path: { service_account_id: string; app_key_id: string } };
      responses: {
        200: { content: { "application/json": PartialApplicationKeyResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Update a service account's application key. */
    patch: {
      parameters: { path: { service_account_id: string; app_key_id: string } };
      requestBody: { content: { "application/json": ApplicationKeyUpdateRequest } };
      responses: {
        200: { content: { "application/json": PartialApplicationKeyResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Delete a service account's application key. */
    delete: {
      parameters: { path: { service_account_id: string; app_key_id: string } };
      responses: {
        204: { content?: never };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/service_accounts/{service_account_id}/access_tokens": {
    /** List a service account's access tokens. */
    get: {
      parameters: { query?: ListServiceAccountAccessTokensQuery | undefined; path: { service_account_id: string } };
      responses: {
        200: { content: { "application/json": ListServiceAccessTokensResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Create an access token for a service account. */
    post: {
      parameters: { path: { service_account_id: string } };
      requestBody: { content: { "application/json": ServiceAccessTokenCreateRequest } };
      responses: {
        201: { content: { "application/json": CreatedServiceAccessTokenResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}": {
    /** Get a service account's access token. */
    get: {
      parameters: { path: { service_account_id: string; token_id: string } };
      responses: {
        200: { content: { "application/json": ServiceAccessTokenResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Update a service account's access token. */
    patch: {
      parameters: { path: { service_account_id: string; token_id: string } };
      requestBody: { content: { "application/json": ServiceAccessTokenUpdateRequest } };
      responses: {
        200: { content: { "application/json": ServiceAccessTokenResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Revoke a service account's access token. */
    delete: {
      parameters: { path: { service_account_id: string; token_id: string } };
      responses: {
        204: { content?: never };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/users": {
    /** List users. */
    get: {
      parameters: { query?: ListUsersQuery | undefined };
      responses: {
        200: { content: { "application/json": UsersResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/users/{user_id}": {
    /** Get a user. */
    get: {
      parameters: { path: { user_id: string } };
      responses: {
        200: { content: { "application/json": UserResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
    /** Disable a user. */
    delete: {
      parameters: { path: { user_id: string } };
      responses: {
        204: { content?: never };
        403: { content: { "application/json": APIErrorResponse } };
        404: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/permissions": {
    /** List permissions. */
    get: {
      parameters: {};
      responses: {
        200: { content: { "application/json": PermissionsResponse } };
        400: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/validate_keys": {
    /** Validate the API key and the application key. */
    get: {
      parameters: {};
      responses: {
        200: { content: { "application/json": ValidateAPIKeyResponse } };
        401: { content: { "application/json": APIErrorResponse } };
        403: { content: { "application/json": APIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
  "/api/v2/validate": {
    /** Validate an API key and tell its id. */
    get: {
      parameters: {};
      responses: {
        200: { content: { "application/json": ValidateV2Response } };
        403: { content: { "application/json": JSONAPIErrorResponse } };
        429: { content: { "application/json": APIErrorResponse } };
      };
    };
  };
}
