/** Stand-in until the real one is merged. */
import type { AuthHeaders } from "./credentials.ts";
export interface Sent {
  url: string;
  body: string | undefined;
  headers: Readonly<Record<string, string>>;
  credentials: AuthHeaders[number][];
}
export const redact = (text: string, _sent?: Sent): string => text;
export const redactJson = (value: unknown, _sent?: Sent): unknown => value;
export const redactName = (name: string): string => name;
export function safeCause(error: unknown, _sent?: Sent): Error & { code?: string } {
  const { name, message, code, cause } = Object(error);
  const inner = Object(cause);
  return Object.assign(new Error(String(inner.message ?? message)), {
    name: inner.name ?? name,
    code: inner.code ?? code,
  });
}
