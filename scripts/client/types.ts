import { inputsOf, type OpenApi, type Operation, operationsIn, type Schema } from "./openapi.ts";

const HEAD = "/* Made by scripts/make-client.ts from openapi.json. Do not edit. */\n\n";

/** TypeScript for every named schema, and for input and result of every operation. */
export function typesOf(api: OpenApi): string {
  const schemas = Object.entries(api.components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};\n`,
  );
  const operations = operationsIn(api).map(
    (operation) =>
      `  /** ${operation.summary ?? operation.operationId} */\n` +
      `  ${operation.operationId}: { input: ${inputOf(operation)}; result: ${resultOf(operation)} };\n`,
  );
  return `${HEAD}${schemas.join("\n")}\nexport interface Operations {\n${operations.join("")}}\n`;
}

/** Parameters and the fields of the body, side by side. */
function inputOf(operation: Operation): string {
  const { operationId, requestBody } = operation;
  const fields = inputsOf(operation).map(
    ({ name, required, schema }) => `${name}${required ? ": " : "?: null | undefined | "}${typeOf(schema)}`,
  );
  const body = requestBody?.content["application/json"];
  if (requestBody && !body) throw new Error(`${operationId} takes a body that is not JSON`);
  const parts = [...(fields.length > 0 ? [`{ ${fields.join("; ")} }`] : []), ...(body ? [typeOf(body.schema)] : [])];
  return parts.join(" & ") || "Record<string, never>";
}

function resultOf({ responses }: Operation): string {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
  const [content] = Object.values(success?.content ?? {});
  return content ? typeOf(content.schema) : "undefined";
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map(typeOf).join(" | ");
  if (schema.allOf) return schema.allOf.map(typeOf).join(" & ");
  const kinds = [schema.type ?? []].flat();
  if (kinds.length === 0) return "unknown";
  return kinds.map((kind) => typeOfKind(kind, schema)).join(" | ");
}

function typeOfKind(kind: string, schema: Schema): string {
  if (kind === "integer") return "number";
  if (kind === "array") return `(${typeOf(schema.items ?? {})})[]`;
  if (kind === "object") return objectOf(schema);
  return kind;
}

function objectOf({ properties, required = [], additionalProperties }: Schema): string {
  if (properties) {
    const fields = Object.entries(properties).map(
      ([name, field]) => `${name}${required.includes(name) ? "" : "?"}: ${typeOf(field)}`,
    );
    return `{ ${fields.join("; ")} }`;
  }
  const values = typeof additionalProperties === "object" ? typeOf(additionalProperties) : "unknown";
  return `{ [key: string]: ${values} }`;
}
