/** Reads the body of a response, but not more of it than a limit. */

/** The most that is read of a refusal. Its reason stands at the beginning. */
const LONGEST_REFUSAL = 65_536;

/** A body as text, and whether that is all of it. */
export interface Body {
  readonly text: string;
  readonly isWhole: boolean;
}

/**
 * Reads a success up to `most` bytes, counted after decompression, and a refusal up to 64 KiB. The rest is given up. Of
 * a refusal that breaks off, what came is enough: its status says what became of the request.
 */
export async function readBody(response: Response, most: number): Promise<Body> {
  const limit = response.ok ? most : LONGEST_REFUSAL;
  const chunks: Uint8Array[] = [];
  try {
    const reader = isSurelyShort(response, limit) ? undefined : response.body?.getReader?.();
    if (!reader) return { text: await response.text(), isWhole: true };
    for (let left = limit; ; ) {
      const { done, value } = await reader.read();
      if (done) return { text: textOf(chunks), isWhole: true };
      chunks.push(value.subarray(0, left));
      left -= value.length;
      if (left >= 0) continue;
      reader.cancel().catch(() => {}); // not awaited: of a cloned body it ends with the other clone only
      return { text: textOf(chunks), isWhole: false };
    }
  } catch (reason) {
    if (response.ok) throw reason;
    return { text: textOf(chunks), isWhole: false };
  }
}

/** The text of all chunks, decoded at once: chunk by chunk it takes several times as long. */
function textOf(chunks: readonly Uint8Array[]): string {
  if (chunks.length === 1) return new TextDecoder().decode(chunks[0]);
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return new TextDecoder().decode(bytes);
}

/** The length of a compressed body says nothing about what comes out of it, and that beside chunks is not kept to. */
function isSurelyShort({ headers }: Response, limit: number): boolean {
  const length = headers.get("content-length");
  const isKept = !headers.get("content-encoding") && !headers.get("transfer-encoding");
  return length !== null && Number(length) <= limit && isKept;
}
