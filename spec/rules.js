/** The lint rules that need more than an assertion in redocly.yaml. Each sees every file that the root refers to. */

/**
 * @typedef {{ source: { absoluteRef: string, body: string }, pointer: string, reportOnKey?: boolean }} Place
 * @typedef {Place & { absolutePointer: string, child(path: string[]): Location, key(): Place }} Location
 * @typedef {{ type?: string | string[], description?: string, format?: string, properties?: object, oneOf?: object[] }} Schema
 * @typedef {{
 *   location: Location,
 *   report(problem: { message: string, location?: Place }): void,
 *   resolve(node: object, from?: string): { node?: any, location?: Location },
 * }} Context
 */

/** A property, an alternative, or a schema under components, in whichever file. */
const NEEDS_DESCRIPTION = /\/(schemas|properties|oneOf|anyOf)\/[^/]+$/;

/** A schema under components, or a part that it is made of. */
const HAS_NAME = /^#\/components\/schemas\/[^/]+(\/allOf\/\d+)?$/;

/** Names of values that someone could act with. The v1 API calls an application key a hash. */
const CREDENTIAL = /^hash$|(^|_)(key|token|secret|password)$/;

function described() {
  return {
    /** @param {Schema} schema @param {Context} context */
    Schema(schema, { location, report }) {
      // The location is the target's where there is a $ref: the target is what has to be described.
      if (NEEDS_DESCRIPTION.test(location.pointer) && !schema.description?.trim())
        report({
          message: "Describe what this is: its unit or form, where to find it, what Datadog does with it.",
          location: location.key(),
        });
    },
  };
}

function namedObjects() {
  return {
    /** @param {Schema} schema @param {Context} context */
    Schema(schema, { location, report }) {
      if (schema.properties && !HAS_NAME.test(location.pointer))
        report({
          message: "Move this object to components.schemas and $ref it: every object is an exported type.",
          location: location.key(),
        });
    },
  };
}

function toldApart() {
  return {
    /** @param {Schema} schema @param {Context} context */
    Schema(schema, { location, report, resolve }) {
      const alternatives = (schema.oneOf ?? []).map((alternative) => resolve(alternative)).filter(({ node }) => node?.properties);
      const types = alternatives.map(
        ({ node, location: from }) => resolve(node.properties.type ?? {}, from?.source.absoluteRef).node?.const,
      );
      if (types.includes(undefined) || new Set(types).size < types.length)
        report({
          message: "Give each object of a oneOf a `type` with a const of its own: TypeScript narrows by it.",
          location: location.child(["oneOf"]).key(),
        });
    },
  };
}

function credentialFormat() {
  const message = "This is a credential: give it `format: password`.";
  /** @param {Schema | undefined} schema */
  const isBare = (schema) => [schema?.type].flat().includes("string") && schema?.format !== "password";
  return {
    /** @param {Record<string, object>} properties @param {Context} context */
    SchemaProperties(properties, { location, report, resolve }) {
      for (const [name, schema] of Object.entries(properties)) {
        // A value with a name and a type is a token of an HTTP connection. Its headers and parameters have no type.
        const isCredential = CREDENTIAL.test(name) || (name === "value" && "name" in properties && "type" in properties);
        if (isCredential && isBare(resolve(schema).node)) report({ message, location: location.child([name]).key() });
      }
    },
    /** @param {{ name: string, schema?: object }} parameter @param {Context} context */
    Parameter({ name, schema }, { location, report, resolve }) {
      if (schema && CREDENTIAL.test(name) && isBare(resolve(schema).node)) report({ message, location: location.child(["schema"]).key() });
    },
  };
}

/** What nothing refers to is not visited, and would pass every other rule. */
function usedComponents() {
  /** @type {Set<string>} */
  const used = new Set();
  /** @type {Set<Location["source"]>} */
  const sources = new Set();
  return {
    /** @param {object} _ref @param {Context} _context @param {{ location?: Location }} target */
    ref(_ref, _context, { location }) {
      if (!location) return;
      used.add(location.absolutePointer);
      sources.add(location.source);
    },
    Root: {
      /** @param {object} _root @param {Context} context */
      leave(_root, { report }) {
        for (const source of sources)
          for (const pointer of componentsOf(source.body))
            if (!used.has(source.absoluteRef + pointer))
              report({ message: "Nothing refers to this: use it or remove it.", location: { source, pointer, reportOnKey: true } });
      },
    },
  };
}

/**
 * Pointers to the components of a file. Redocly hands over a file's text, but parses only what is referred to.
 * @param {string} yaml Indented by two spaces.
 */
function* componentsOf(yaml) {
  let path = ["", "", ""];
  for (const [, indent, key] of yaml.matchAll(/^((?: {2}){0,2})(\w+):/gm)) {
    path = [...path.slice(0, indent.length / 2), key];
    if (path.length === 3 && path[0] === "components" && path[1] !== "securitySchemes") yield `#/${path.join("/")}`;
  }
}

/** @returns {object} The plugin, as redocly.yaml loads it. */
export default function plugin() {
  return {
    id: "datadog",
    rules: {
      oas3: {
        described,
        "named-objects": namedObjects,
        "told-apart": toldApart,
        "credential-format": credentialFormat,
        "used-components": usedComponents,
      },
    },
  };
}
