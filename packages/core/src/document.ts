import type { z } from "zod";
import { type Fixity, type ObjectPlace, readText, uploadText, uriOf } from "./bucket.ts";
import { AppError } from "./error.ts";
import { parse } from "./fn.ts";

/** What a derivative says of the document that it is. */
export interface DocumentFacts extends Fixity {
  readonly uri: string;
  readonly contentType: "application/json";
}

/** Writes a JSON document; what does not fit its schema is never written. The same value gives the same bytes. */
export async function writeDocument<Schema extends z.ZodType>(
  place: ObjectPlace,
  schema: Schema,
  value: z.input<Schema>,
): Promise<DocumentFacts> {
  const contentType = "application/json";
  const fixity = await uploadText(JSON.stringify(parse(schema, value), null, 2), place, contentType);
  return { uri: uriOf(place), contentType, ...fixity };
}

/** Reads a JSON document. Throws `internal` when it does not fit its schema: then somebody else wrote it. */
export async function readDocument<Schema extends z.ZodType>(
  place: ObjectPlace,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(JSON.parse(await readText(place)));
  if (parsed.success) return parsed.data;
  throw new AppError("internal", `${uriOf(place)} does not fit its schema; make it again with reprocess`, {
    cause: parsed.error,
  });
}
