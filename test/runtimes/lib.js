/** The package under all of its public names. */
export * as index from "datadog-fetch";
export * as actionConnections from "datadog-fetch/action-connections";
export * as apiKeys from "datadog-fetch/api-keys";
export * as appKeyRegistrations from "datadog-fetch/app-key-registrations";
export * as applicationKeys from "datadog-fetch/application-keys";
export * as client from "datadog-fetch/client";
export * as currentUserApplicationKeys from "datadog-fetch/current-user-application-keys";
export * as sandbox from "datadog-fetch/sandbox";
export * as v1ApiKeys from "datadog-fetch/v1/api-keys";
export * as v1ApplicationKeys from "datadog-fetch/v1/application-keys";
export * as v1PagerDutyServices from "datadog-fetch/v1/pagerduty-services";
