/** The lint rules that need more than an assertion in redocly.yaml. Each sees every file that the root refers to. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * @typedef {{ source: { absoluteRef: string, body: string }, pointer: string, reportOnKey?: boolean }} Place
 * @typedef {Place & { absolutePointer: string, child(path: string[]): Location, key(): Place }} Location
 * @typedef {{
 *   type?: string | string[],
 *   description?: string,
 *   format?: string,
 *   properties?: object,
 *   oneOf?: object[],
 * }} Schema
 * @typedef {{
 *   parameters?: object[],
 *   responses?: Record<string, object>,
 *   [extension: `x-${string}`]: unknown,
 * }} Operation
 * @typedef {{
 *   location: Location,
 *   type: { name: string },
 *   key: string,
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
      const alternatives = (schema.oneOf ?? [])
        .map((alternative) => resolve(alternative))
        .filter(({ node }) => node?.properties);
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
        const isCredential =
          CREDENTIAL.test(name) || (name === "value" && "name" in properties && "type" in properties);
        if (isCredential && isBare(resolve(schema).node)) report({ message, location: location.child([name]).key() });
      }
    },
    /** @param {{ name: string, schema?: object }} parameter @param {Context} context */
    Parameter({ name, schema }, { location, report, resolve }) {
      if (schema && CREDENTIAL.test(name) && isBare(resolve(schema).node))
        report({ message, location: location.child(["schema"]).key() });
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
      used.add(decodeURIComponent(location.absolutePointer));
      sources.add(location.source);
    },
    Root: {
      /** @param {object} _root @param {Context} context */
      leave(_root, { report, location }) {
        for (const source of sources)
          for (const pointer of [
            ...componentsOf(source.body),
            ...(source === location.source ? [] : pathsOf(source.body)),
          ])
            if (!used.has(source.absoluteRef + pointer))
              report({
                message: "Nothing refers to this: use it or remove it.",
                location: { source, pointer, reportOnKey: true },
              });
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

/**
 * Pointers to the paths of a page: the root has to name each.
 * @param {string} yaml Indented by two spaces.
 */
function* pathsOf(yaml) {
  for (const [, path] of yaml.matchAll(/^ {2}(\/\S*):/gm)) yield `#/paths/${path.replaceAll("/", "~1")}`;
}

/** A page that nothing refers to is not linted, bundled or generated from. */
function reachedPages() {
  /** @type {Set<string>} */
  const reached = new Set();
  return {
    /** @param {object} _ref @param {Context} _context @param {{ location?: Location }} target */
    ref(_ref, _context, { location }) {
      if (location) reached.add(location.source.absoluteRef);
    },
    Root: {
      /** @param {object} _root @param {Context} context */
      leave(_root, { report, location }) {
        const root = dirname(location.source.absoluteRef);
        for (const page of [...pagesIn(join(root, "v1")), ...pagesIn(join(root, "v2"))].filter(
          (path) => !reached.has(path),
        ))
          report({ message: `Refer to ${relative(root, page)} or remove it: openapi.yaml does not reach it.` });
      },
    },
  };
}

/**
 * The YAML files of a folder and of the folders in it.
 * @param {string} folder @returns {string[]}
 */
function pagesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((path) => /\.ya?ml$/.test(path)).map((path) => join(folder, path));
}

/** Where each extension may stand, and the values that it may have there. */
const EXTENSIONS = {
  "x-blank-secrets": { on: ["Operation"], valid: isTrue, form: "true" },
  "x-beyond": {
    on: ["Operation", "Parameter", "Schema", "ServerVariable"],
    /** @param {unknown} value */
    valid: (value) => isReason(value) || (isMapping(value) && Object.values(value).every(isReason)),
    form: "the reason why the spec says more than the docs page, a text, or a mapping of single facts to such texts",
  },
  "x-creates": {
    on: ["Operation"],
    /** @param {unknown} value */
    valid: (value) => typeof value === "string" && /^[a-z][a-z ]*$/.test(value),
    form: "the word for what a second request would make a second one of, such as key",
  },
  "x-example": { on: ["Operation"], valid: isReason, form: "a program that uses `dd`, a text" },
  "x-function": {
    on: ["Operation"],
    /** @param {unknown} value */
    valid: (value) => typeof value === "string" && /^[a-z]\w*(\.[a-z]\w*)+$/.test(value),
    form: "the name of the function on the client, such as apiKeys.get",
  },
  "x-modules": {
    on: ["Root"],
    /** @param {unknown} value */
    valid: (value) => isMapping(value) && Object.entries(value).every(([name, module]) => isModule(name, module)),
    form: "a mapping of names on the client to { subpath, description }: v1.apiKeys has a subpath v1/…, apiKeys has none such",
  },
  "x-one-of": {
    on: ["Schema"],
    /** @param {unknown} value */
    valid: (value) => Array.isArray(value) && value.length > 1 && value.every((name) => /^\w+$/.test(String(name))),
    form: "the names of the schemas that the types tell apart, [One, Other]",
  },
  "x-only": {
    on: ["Schema"],
    /** @param {unknown} value */
    valid: (value) => ["boolean", "number", "string"].includes(typeof value),
    form: "the one value that the API takes",
  },
  "x-optional-body": {
    on: ["Operation"],
    /** @param {unknown} value */
    valid: (value) =>
      Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string" && name !== ""),
    form: "the fields that the undocumented body may have, [a_field]",
  },
  // rule/operation-permissions says what it has to be.
  "x-permissions": { on: ["Operation"], valid: () => true, form: "" },
  "x-permissions-for": {
    on: ["Operation"],
    /** @param {unknown} value */
    valid: (value) => isMapping(value) && Object.values(value).every(isReason),
    form: "a mapping of permissions to what each is enough for",
  },
  "x-queue": {
    on: ["Operation"],
    /** @param {unknown} value */
    valid: (value) => typeof value === "string" && /^[a-z]+$/.test(value),
    form: "the name of the queue, in lower-case letters",
  },
  "x-registered-key-only": { on: ["Operation"], valid: isTrue, form: "true" },
  "x-secret-in-path": { on: ["Operation"], valid: isTrue, form: "true" },
  "x-throws": {
    on: ["Operation"],
    /** @param {unknown} value */
    valid: (value) =>
      isMapping(value) && Object.entries(value).every(([name, when]) => /^[A-Z]\w*Error$/.test(name) && isReason(when)),
    form: "a mapping of classes of errors to when each is thrown, { ApiError: with status 403 where … }",
  },
  "x-total": {
    on: ["Operation"],
    /** @param {unknown} value */
    valid: (value) => typeof value === "string" && /^\w+(\.\w+)*$/.test(value),
    form: "the field of the response that holds the total, such as meta.total",
  },
};

/** What the spec's authors and the API give names to, and the inside of an extension. */
const FREE_KEYS = /Map$|^Named|^SchemaProperties$|^SpecExtension$/;

/** @param {unknown} value */
function isTrue(value) {
  return value === true;
}

/** @param {unknown} value */
function isReason(value) {
  return typeof value === "string" && value.trim() !== "";
}

/**
 * @param {string} name @param {unknown} module
 * @returns {boolean}
 */
function isModule(name, module) {
  if (!isMapping(module)) return false;
  const { subpath = name, description, ...others } = /** @type {Record<string, unknown>} */ (module);
  const folder = name.startsWith("v1.") ? /^v1\/[a-z-]+$/ : /^[a-z-]+$/;
  const isSubpath = !("subpath" in module) || (typeof subpath === "string" && folder.test(subpath));
  return isSubpath && isReason(description) && Object.keys(others).length === 0;
}

/** @param {unknown} value @returns {value is object} */
function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

/** What `docs:import` leaves to a person is written before it is used. */
function noTodo() {
  const message = "Write this in your own words: a draft left it open.";
  return {
    any: {
      /** @param {unknown} node @param {Context} context */
      enter(node, { location, report, type }) {
        if (!isMapping(node) || FREE_KEYS.test(type.name)) return;
        for (const [name, value] of Object.entries(node))
          if (["summary", "description", "example"].includes(name) && /\bTODO\b/.test(JSON.stringify(value) ?? ""))
            report({ message, location: location.child([name]).key() });
      },
    },
  };
}

function knownExtensions() {
  /** @param {object} node @param {string} type @param {(name: string, message: string) => void} refuse */
  const check = (node, type, refuse) => {
    for (const [name, value] of Object.entries(node).filter(([key]) => key.startsWith("x-"))) {
      const extension = EXTENSIONS[/** @type {keyof typeof EXTENSIONS} */ (name)];
      if (!extension) refuse(name, `${name} is unknown: define it in rules.js or correct its spelling.`);
      else if (!extension.on.includes(type))
        refuse(name, `${name} means nothing here: it belongs on ${extension.on.join(", ")}.`);
      else if (!extension.valid(value)) refuse(name, `${name} has to be ${extension.form}.`);
    }
  };
  return {
    any: {
      /** @param {unknown} node @param {Context} context */
      enter(node, { location, report, type }) {
        if (typeof node !== "object" || node === null || FREE_KEYS.test(type.name)) return;
        check(node, type.name, (name, message) => report({ message, location: location.child([name]).key() }));
      },
    },
    // What stands beside a $ref: a visitor is shown the target in its place.
    /** @param {object} node @param {Context} context */
    ref(node, { location, report, type }) {
      check(node, type.name, (name, message) => report({ message, location: location.child([name]).key() }));
    },
  };
}

/** Every operation is one function of one module, and every module has a function. */
function functions() {
  /** @type {Record<string, { subpath?: string }>} */
  let modules = {};
  /** @type {Set<string>} */
  const names = new Set();
  /** @param {string} name */
  const moduleOf = (name) => name.replace(/\.\w+$/, "");
  return {
    Root: {
      /** @param {{ "x-modules"?: Record<string, { subpath?: string }> }} root */
      enter(root) {
        modules = root["x-modules"] ?? {};
      },
      /** @param {object} _root @param {Context} context */
      leave(_root, { report, location }) {
        const used = new Set([...names].map(moduleOf));
        for (const [name, { subpath }] of Object.entries(modules))
          if (subpath !== undefined && !used.has(name))
            report({
              message: `Remove ${name}, or its subpath: no x-function is in it.`,
              location: location.child(["x-modules", name]).key(),
            });
      },
    },
    /** @param {Operation} operation @param {Context} context */
    Operation(operation, { key, location, report }) {
      /** @param {string} extension @param {string} message */
      const refuse = (extension, message) =>
        report({ message, location: location.child(extension in operation ? [extension] : []).key() });
      const { "x-function": name, "x-permissions": permissions, "x-permissions-for": purposes } = operation;
      if (name === undefined)
        refuse("x-function", "Say in x-function which function of the client this is, such as apiKeys.get.");
      if (typeof name === "string" && names.has(name))
        refuse("x-function", `Give it another x-function: ${name} is that of another operation.`);
      if (typeof name === "string" && modules[moduleOf(name)]?.subpath === undefined)
        refuse("x-function", `Describe ${moduleOf(name)} in x-modules of openapi.yaml, with its subpath.`);
      if (typeof name === "string") names.add(name);
      if (isMapping(purposes) && !Object.keys(purposes).every((each) => [permissions].flat().includes(each)))
        refuse("x-permissions-for", "Name no other permissions in x-permissions-for than in x-permissions.");
      if ("x-creates" in operation && key !== "post")
        refuse("x-creates", "Remove x-creates: only a POST may make a second one.");
    },
  };
}

/** Each quirk where it must be, and nowhere else. */
function quirks() {
  /** @type {object[]} */
  let shared = [];
  return {
    PathItem: {
      /** @param {{ parameters?: object[] }} item */
      enter({ parameters = [] }) {
        shared = parameters;
      },
    },
    /** @param {Operation} operation @param {Context} context */
    Operation(operation, { key, location, report, resolve }) {
      const file = location.source.absoluteRef;
      const parameters = [...shared, ...(operation.parameters ?? [])].map((parameter) =>
        follow(resolve, parameter, file),
      );
      const paged = parameters.some(({ node }) => node?.name === "page[number]");
      const secretInPath = parameters
        .filter(({ node }) => node?.in === "path")
        .some(({ node, file: from }) => follow(resolve, node.schema ?? {}, from).node?.format === "password");
      const successes = Object.entries(operation.responses ?? {})
        .filter(([status]) => status.startsWith("2"))
        .map(([, response]) => response);
      /** @param {string} name @param {string} message */
      const refuse = (name, message) =>
        report({ message, location: location.child(name in operation ? [name] : []).key() });

      if (paged !== "x-total" in operation)
        refuse("x-total", "Say in x-total where the total stands if the list has a page[number], and only then.");
      if (secretInPath !== "x-secret-in-path" in operation)
        refuse(
          "x-secret-in-path",
          "Set x-secret-in-path: true if a path parameter has `format: password`, and only then.",
        );
      if ("x-queue" in operation && key === "get") refuse("x-queue", "Remove x-queue: reads may run in parallel.");
      if (
        "x-optional-body" in operation &&
        successes.every((response) => follow(resolve, response, file).node?.content)
      )
        refuse("x-optional-body", "Remove x-optional-body: every success has a documented body.");
      const total = operation["x-total"];
      if (typeof total === "string" && !successes.every((response) => promisesTotal(response, total, resolve, file)))
        refuse("x-total", "Require every step of x-total in the response's schema, the last one an integer.");
    },
  };
}

/**
 * Resolves a reference from the file that it stands in. What is no reference stays in that file.
 * @param {Context["resolve"]} resolve @param {object} node @param {string | undefined} file
 * @returns {{ node?: any, file: string | undefined }}
 */
function follow(resolve, node, file) {
  const target = resolve(node, file);
  return { node: target.node, file: "$ref" in node ? target.location?.source.absoluteRef : file };
}

/**
 * Whether a response requires each step of a path of fields, and an integer at its end.
 * @param {object} response @param {string} path @param {Context["resolve"]} resolve @param {string} operationFile
 */
function promisesTotal(response, path, resolve, operationFile) {
  const { node, file } = follow(resolve, response, operationFile);
  let schema = follow(resolve, node?.content?.["application/json"]?.schema ?? {}, file);
  for (const name of path.split(".")) {
    if (!schema.node?.required?.includes(name)) return false;
    schema = follow(resolve, schema.node.properties?.[name] ?? {}, schema.file);
  }
  return schema.node?.type === "integer";
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
        "reached-pages": reachedPages,
        "known-extensions": knownExtensions,
        "no-todo": noTodo,
        functions,
        quirks,
      },
    },
  };
}
