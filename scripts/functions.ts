/** What the sources say of every function: where it is bound on `dd`, what it takes, and which operation it requests. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const SOURCES = new URL("../src/", import.meta.url);

export interface Described {
  /** On `dd`: `currentUser.applicationKeys.list`. */
  bound: string;
  /** What to import the module from: `datadog-fetch/api-keys`. */
  subpath: string;
  /** As one calls it on `dd`: `list(query?, options?)`. */
  call: string;
  /** What the call gives: `Promise<APIKeyResponse>`. */
  returns: string;
  /** The first sentence of its comment. */
  summary: string;
  operationId: string;
}

/** Every function of every module that src/resources.ts lists, in its order. */
export function functions(): Described[] {
  const file = parse("resources.ts");
  const modules = new Map<string, string>();
  let found: ts.ObjectLiteralExpression | undefined;
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) addModule(modules, statement);
    if (!ts.isVariableStatement(statement)) continue;
    const [declaration] = statement.declarationList.declarations;
    const value = declaration?.initializer;
    if (declaration?.name.getText() === "resources" && value && ts.isObjectLiteralExpression(value)) found = value;
  }
  if (!found) throw new Error("src/resources.ts declares no object `resources`.");
  return boundModules(found, "").flatMap(({ prefix, name }) => {
    const path = modules.get(name);
    if (path === undefined) throw new Error(`src/resources.ts binds ${name}, but does not import it.`);
    return functionsOf(path, prefix);
  });
}

function parse(path: string): ts.SourceFile {
  const text = readFileSync(fileURLToPath(new URL(path, SOURCES)), "utf8");
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function addModule(modules: Map<string, string>, { importClause, moduleSpecifier }: ts.ImportDeclaration): void {
  const bindings = importClause?.namedBindings;
  if (!bindings || !ts.isNamespaceImport(bindings) || !ts.isStringLiteral(moduleSpecifier)) return;
  modules.set(bindings.name.text, moduleSpecifier.text.replace("./", ""));
}

/** The modules that an object binds, each with the names that lead to it. */
function boundModules(object: ts.ObjectLiteralExpression, prefix: string): { prefix: string; name: string }[] {
  return object.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return [{ prefix, name: property.expression.getText() }];
    const inner = `${prefix}${property.name.getText()}.`;
    if (ts.isShorthandPropertyAssignment(property)) return [{ prefix: inner, name: property.name.text }];
    if (!ts.isPropertyAssignment(property)) return [];
    const value = property.initializer;
    return ts.isObjectLiteralExpression(value)
      ? boundModules(value, inner)
      : [{ prefix: inner, name: value.getText() }];
  });
}

function functionsOf(path: string, prefix: string): Described[] {
  const file = parse(path);
  const renamed = new Map<string, ts.ExportSpecifier>();
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause) continue;
    if (!ts.isNamedExports(statement.exportClause)) continue;
    for (const specifier of statement.exportClause.elements) {
      if (specifier.propertyName) renamed.set(specifier.propertyName.text, specifier);
    }
  }
  const module = path.replace(/^v2\//, "").replace(/\.ts$/, "");
  return file.statements.filter(ts.isFunctionDeclaration).flatMap((declaration) => {
    const own = declaration.name?.text ?? "";
    const specifier = renamed.get(own);
    const isExported = declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported && !specifier) return [];
    const name = specifier?.name.text ?? own;
    const [, ...parameters] = declaration.parameters.map(
      (each) => `${each.name.getText()}${each.questionToken ? "?" : ""}`,
    );
    return [
      {
        bound: `${prefix}${name}`,
        subpath: `datadog-fetch/${module}`,
        call: `${name}(${parameters.join(", ")})`,
        returns: declaration.type?.getText().replace(/\s+/g, " ") ?? "void",
        summary: firstSentence(specifier ?? declaration),
        operationId: operationOf(declaration),
      },
    ];
  });
}

function firstSentence(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  const own = comment ?? leadingComment(node);
  const text = typeof own === "string" ? own : (ts.getTextOfJSDocComment(own?.comment) ?? "");
  const sentence = /^[\s\S]*?[.](?=\s|$)/.exec(text.trim())?.[0] ?? text;
  return sentence.replace(/\s+/g, " ").trim();
}

/** The text of the comment before a node that TypeScript reads no documentation from. */
function leadingComment(node: ts.Node): string {
  const text = node.getSourceFile().text;
  const [range] = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  return range ? text.slice(range.pos, range.end).replace(/^\/\*\*|\*\/$|^\s*\* ?/gm, "") : "";
}

/** The constant that the function hands to `send` or `sendPages`. */
function operationOf(declaration: ts.FunctionDeclaration): string {
  let found: string | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^send(Pages)?$/.test(node.expression.getText()))
      found = node.arguments[1]?.getText();
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  if (found === undefined) throw new Error(`${declaration.name?.text} in src/ requests no operation.`);
  return found;
}
