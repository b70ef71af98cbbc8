import fc, { type Arbitrary } from "fast-check";

/** What is read of a JSON Schema, draft 2020-12. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** Values that fit a schema. `resolve` follows a `$ref`. */
export function fitting(schema: Schema, resolve: (ref: string) => Schema): Arbitrary<unknown> {
  const inner = (part: Schema) => fitting(part, resolve);
  if (schema.$ref) return inner(resolve(schema.$ref));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(inner));
  if (schema.allOf) return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts));
  const kinds = [schema.type ?? []].flat();
  if (kinds.length === 0) return fc.jsonValue();
  return fc.oneof(...kinds.map((kind) => ofKind(kind, schema, inner)));
}

function ofKind(kind: string, schema: Schema, inner: (part: Schema) => Arbitrary<unknown>): Arbitrary<unknown> {
  const { minItems = 0, maxItems = Math.max(minItems, 5) } = schema;
  switch (kind) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number": {
      const min = schema.minimum ?? (schema.exclusiveMinimum ?? -2) + 1;
      return fc.integer({ min, max: Math.min(schema.maximum ?? 1_000_000, 2 ** 31 - 1) });
    }
    case "array":
      return fc.array(inner(schema.items ?? {}), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 5) });
    case "object":
      return ofObject(schema, inner);
    case "string":
      return ofText(schema);
    default:
      throw new Error(`No values are made of type ${kind}`);
  }
}

function ofObject({ properties = {}, required = [] }: Schema, inner: (part: Schema) => Arbitrary<unknown>) {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, inner(field)]));
  return fc.record(fields, { requiredKeys: [...required] });
}

function ofText({ pattern, format, minLength = 0, maxLength = minLength + 30 }: Schema): Arbitrary<string> {
  if (format === "date-time")
    return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100") }).map((at) => at.toISOString());
  if (format === "date") return fc.constant("2026-01-02");
  if (format === "uri") return fc.webUrl({ validSchemes: ["https"] });
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  if (pattern) return fc.stringMatching(new RegExp(pattern)).filter(fits);
  return fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, minLength + 30) }).filter(fits);
}

/** Anything at all: what a client that is broken, or means harm, may send. */
export const anything: Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    "",
    "../..",
    "%00",
    "null",
    "__proto__",
    "' OR 1=1",
    "\u0000",
    "🎞️".repeat(200),
    "-1",
    "1e999",
    [],
    {},
    null,
  ),
);
