import { NormalizedSchema } from "@smithy/core/schema";

/** A member of an operation's input or output and the name it has where it travels (header, query parameter). */
export interface Binding {
  readonly member: string;
  readonly schema: NormalizedSchema;
  readonly wireName: string;
}

/** Where each member of a structure travels. Those of `document` make up the body together; `payload` is the body alone. */
export interface Shape {
  readonly schema: NormalizedSchema;
  readonly headers: readonly Binding[];
  /** Maps that travel as one header an entry; `wireName` is the headers' common beginning: `x-amz-meta-`. */
  readonly prefixHeaders: readonly Binding[];
  readonly query: readonly Binding[];
  readonly labels: readonly Binding[];
  readonly payload?: Binding;
  readonly document: readonly Binding[];
  /** The member that is the HTTP status itself. */
  readonly statusMember?: string;
  /** How many members must be given; they come first in the order of the schema. */
  readonly required: ReadonlySet<string>;
}

export interface RestOperation {
  readonly name: string;
  readonly method: string;
  /** `/{Bucket}/{Key+}`, labels in braces. */
  readonly path: string;
  /** Query parameters that tell the operation: `["list-type", "2"]`, `["uploads", ""]`. */
  readonly constants: readonly (readonly [string, string])[];
  readonly status: number;
  readonly input: Shape;
  readonly output: Shape;
}

/** An operation as the SDK's clients export it: kind, namespace, name, traits, input, output. */
type OperationSchema = [kind: 9, namespace: string, name: string, traits: object, input: unknown, output: unknown];

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** Every operation that an SDK client's module knows, with the bindings that its schemas state. */
export function operationsOf(clientModule: object): RestOperation[] {
  return Object.values(clientModule).filter(isOperationSchema).map(readOperation);
}

function isOperationSchema(value: unknown): value is OperationSchema {
  return Array.isArray(value) && value[0] === 9;
}

function readOperation([, , name, traits, input, output]: OperationSchema): RestOperation {
  const { http } = traits as { http: [method: string, uri: string, status: number] };
  const [method, uri, status] = http;
  const [path = "/", query = ""] = uri.split("?");
  const inputShape = readShape(input as SchemaRef);
  return {
    name,
    method,
    path: withLeadingLabels(path, inputShape),
    constants: [...new URLSearchParams(query)],
    status,
    input: inputShape,
    output: readShape(output as SchemaRef),
  };
}

/** S3's bucket is no part of the SDK's paths, since it is mostly sent as a host name; here it is always the first segment. */
function withLeadingLabels(path: string, input: Shape): string {
  const missing = input.labels.filter(({ member }) => !path.includes(`{${member}`));
  return missing.map(({ member }) => `/{${member}}`).join("") + path;
}

function readShape(ref: SchemaRef): Shape {
  const schema = NormalizedSchema.of(ref);
  const headers: Binding[] = [];
  const prefixHeaders: Binding[] = [];
  const query: Binding[] = [];
  const labels: Binding[] = [];
  const document: Binding[] = [];
  let payload: Binding | undefined;
  let statusMember: string | undefined;
  for (const [member, memberSchema] of schema.structIterator()) {
    const traits = memberSchema.getMergedTraits();
    const as = (wireName: string): Binding => ({ member, schema: memberSchema, wireName });
    if (traits.httpLabel) labels.push(as(member));
    else if (traits.httpHeader) headers.push(as(String(traits.httpHeader).toLowerCase()));
    else if (traits.httpPrefixHeaders !== undefined) prefixHeaders.push(as(String(traits.httpPrefixHeaders)));
    else if (traits.httpQuery) query.push(as(String(traits.httpQuery)));
    else if (traits.httpResponseCode) statusMember = member;
    else if (traits.httpPayload) payload = as(member);
    else document.push(as(member));
  }
  return {
    schema,
    headers,
    prefixHeaders,
    query,
    labels,
    document,
    required: requiredOf(schema),
    ...(payload && { payload }),
    ...(statusMember !== undefined && { statusMember }),
  };
}

/** A structure's schema ends in the number of its required members: `[3, namespace, name, traits, names, members, 2]`. */
function requiredOf(schema: NormalizedSchema): Set<string> {
  const raw = schema.getSchema();
  if (!Array.isArray(raw)) return new Set();
  return new Set((raw[4] as string[]).slice(0, (raw[6] as number | undefined) ?? 0));
}
