/** Reads the body of a request so that nothing in it can do harm. */

/** What a body may hold, in characters, and how deeply it may be nested: far more than any operation needs. */
const MAX_LENGTH = 1_000_000;
const MAX_DEPTH = 100;

export interface ReadBody {
  /** Parsed if it is JSON, else text; `undefined` if there was none. */
  body: unknown;
  /** Why it is not to be looked at any further. */
  refusal?: { status: 400 | 413; detail: string };
}

export async function readBody(request: Request): Promise<ReadBody> {
  let text: string;
  try {
    text = await request.text();
  } catch {
    return { body: undefined, refusal: { status: 400, detail: "The body could not be read" } };
  }
  if (text === "") return { body: undefined };
  if (text.length > MAX_LENGTH) return { body: text, refusal: { status: 413, detail: "The body is too large" } };
  if (depthOf(text) > MAX_DEPTH)
    return { body: text, refusal: { status: 400, detail: "The body is nested too deeply" } };
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { body: text };
  }
}

/** How deeply a text is nested if it is JSON; brackets in strings are passed over. */
function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (inString && character === "\\") index += 1;
    else if (character === '"') inString = !inString;
    else if (!inString && "[{".includes(character)) deepest = Math.max(deepest, ++depth);
    else if (!inString && "]}".includes(character)) depth -= 1;
  }
  return deepest;
}
