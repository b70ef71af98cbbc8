import type { z } from "zod";
import { type ObjectPlace, uploadText } from "./bucket.ts";
import { parse } from "./fn.ts";

/** Writes a JSON document; what does not fit its schema is never written. */
export async function writeDocument<Schema extends z.ZodType>(
  place: ObjectPlace,
  schema: Schema,
  value: z.input<Schema>,
): Promise<void> {
  await uploadText(JSON.stringify(parse(schema, value), null, 2), place, "application/json");
}
