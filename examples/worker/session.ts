/** Who may ask: the bearers of a JSON Web Token that our own sign-in has made (HS256, for the audience "datadog-keys"). */

const AUDIENCE = "datadog-keys";
/** Seconds that two clocks may differ by. */
const LEEWAY = 30;

export async function isSignedIn(request: Request, secret: string): Promise<boolean> {
  if (secret.length < 32) throw new Error("SESSION_SECRET must have at least 32 characters");
  const [, header, payload, signature] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (!header || !payload || !signature) return false;
  const key = await crypto.subtle.importKey("raw", utf8(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  const signed = utf8(`${header}.${payload}`);
  const mac = bytes(signature);
  // verify() compares in constant time. The token's own word on its algorithm is only believed if it is ours.
  if (!mac || !(await crypto.subtle.verify("HMAC", key, mac, signed)) || fields(header).alg !== "HS256") return false;
  const { aud, exp, nbf = 0 } = fields(payload);
  const now = Date.now() / 1000;
  return (
    aud === AUDIENCE && typeof exp === "number" && now < exp + LEEWAY && typeof nbf === "number" && nbf - LEEWAY <= now
  );
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function bytes(base64url: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
      character.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}

function fields(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes(part)));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
