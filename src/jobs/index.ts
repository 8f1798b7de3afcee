/**
 * What people come to Datadog's credential APIs for, as functions on any client: find, ensure, rotate, audit. There is
 * nothing in here that the operations' modules cannot do.
 * @module
 */
export { type WaitOptions, waitUntilActive } from "./active.ts";
export { type Audit, type AuditOptions, type AuditProgress, audit } from "./audit.ts";
export type { Clock } from "./clock.ts";
export type { Credential, CredentialType, Owner, Target } from "./credential.ts";
export { type Ensured, type EnsureOptions, ensure, type FindOptions, find, type Wanted } from "./find.ts";
export type { AuditFinding, Finding } from "./findings.ts";
export { type RotateOptions, type Rotation, rotate } from "./rotate.ts";
export type { Issued, Store } from "./store.ts";
