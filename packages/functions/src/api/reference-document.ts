/** What the reference reads of an OpenAPI 3.1 document. */
export interface ReferenceDocument {
  readonly info: { readonly title: string; readonly description?: string };
  readonly paths?: object;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, unknown>>;
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly responses?: Readonly<Record<string, unknown>>;
  };
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: unknown;
}

interface Response {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly unknown[];
  readonly requestBody?: Pick<Response, "content">;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** An operation with everything in it as text. */
export interface ReferenceOperation {
  readonly id: string;
  readonly tag: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly parameters: readonly {
    readonly name: string;
    readonly place: string;
    readonly type: string;
    readonly isRequired: boolean;
    readonly about: string | undefined;
  }[];
  readonly body: string | undefined;
  readonly answers: readonly { readonly status: string; readonly about: string; readonly type: string | undefined }[];
}

export function operationsOf(document: ReferenceDocument): ReferenceOperation[] {
  const paths = (document.paths ?? {}) as Record<string, Record<string, Operation>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      tag: operation.tags?.[0] ?? "other",
      method: method.toUpperCase(),
      path,
      summary: operation.summary ?? "",
      description: operation.description,
      parameters: (operation.parameters ?? []).map((given) => parameterOf(resolve<Parameter>(document, given))),
      body: bodyOf(operation.requestBody),
      answers: Object.entries(operation.responses).map(([status, given]) => {
        const response = resolve<Response>(document, given);
        return { status, about: response.description, type: bodyOf(response) };
      }),
    })),
  );
}

const parameterOf = ({ name, in: place, required = false, description, schema }: Parameter) => ({
  ...{ name, place, type: typeOf(schema), isRequired: required, about: description },
});

function bodyOf(of: Pick<Response, "content"> | undefined): string | undefined {
  const [content] = Object.values(of?.content ?? {});
  return content?.schema === undefined ? undefined : typeOf(content.schema);
}

/** What a reference within the document leads to; anything else is itself. */
function resolve<Value>(document: ReferenceDocument, given: unknown): Value {
  const { $ref } = given as { $ref?: string };
  if (!$ref) return given as Value;
  const [, , kind = "", name = ""] = $ref.split("/");
  return (document.components as Record<string, Record<string, unknown>>)[kind]?.[name] as Value;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly allOf?: readonly unknown[];
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly format?: string;
}

/** A schema in the words of TypeScript; objects over several lines. */
export function typeOf(given: unknown, indent = ""): string {
  const schema = (given ?? {}) as Schema;
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map((one) => typeOf(one, indent)).join(" | ");
  if (schema.allOf) return schema.allOf.map((one) => typeOf(one, indent)).join(" & ");
  return [schema.type ?? "any"]
    .flat()
    .map((type) => typeOfKind(type, schema, indent))
    .join(" | ");
}

function typeOfKind(type: string, schema: Schema, indent: string): string {
  if (type === "array") return `${typeOf(schema.items, indent)}[]`;
  if (type !== "object" || !schema.properties) return schema.format ? `${type} (${schema.format})` : type;
  const inner = `${indent}  `;
  const fields = Object.entries(schema.properties).map(
    ([name, field]) => `${inner}${name}${schema.required?.includes(name) ? "" : "?"}: ${typeOf(field, inner)}\n`,
  );
  return `{\n${fields.join("")}${indent}}`;
}
