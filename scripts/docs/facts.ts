/** What a documentation page and the spec both say of an operation, in one form that can be compared. */

/** Where something stands: a file (or the URL of a page) and a line, counted from 1. */
export interface Place {
  file: string;
  line: number;
}

/** What the spec says beyond the page on purpose: the whole thing, or single facts of it by name. */
export interface Beyond {
  whole: boolean;
  facts: ReadonlySet<string>;
}

/** A parameter, a field of a body, or an alternative (`Option 1`) of a oneOf. */
export interface Field {
  name: string;
  /** As the pages write it: `string`, `date-time`, `int64`, `enum`, `object`, `oneOf`, and `[string]` for an array. */
  type: string;
  /** Another way to write the type, where the pages may leave a format out. */
  alias?: string;
  required: boolean;
  enum?: readonly string[];
  children: Field[];
  place: Place;
  /** The page's own words, or nothing for the spec. */
  words?: string;
  beyond?: Beyond;
  /** A parent that rows of a table name although it has no row itself. */
  implied?: boolean;
}

export interface Parameter extends Field {
  in: string;
}

export interface Body {
  required: boolean;
  fields: Field[];
  place: Place;
  beyond?: Beyond;
}

export interface Response {
  status: string;
  place: Place;
  words?: string;
  body?: Body;
}

export interface Fact {
  name: string;
  place: Place;
  /** Whether the spec says this beyond the page on purpose. */
  beyond?: boolean;
  /** What is odd about it on the page itself. */
  odd?: string;
}

export interface Operation {
  method: string;
  path: string;
  place: Place;
  sites: readonly Fact[];
  permissions: readonly Fact[];
  parameters: readonly Parameter[];
  body?: Body;
  responses: readonly Response[];
  beyond?: Beyond;
}

/** The address of a page: `/api/latest/<group>/<slug>`. */
export interface Address {
  group?: string;
  slug: string;
}

export const version = (path: string): string => /^\/api\/(v\d+)\//.exec(path)?.[1] ?? "";

/** `PUT /api/v1/api_key/{key}`, by which people and programs know an operation. */
export const label = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
