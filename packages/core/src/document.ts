import type * as z from "zod";
import {
  etagOf,
  type Fixity,
  type ObjectPlace,
  type Replacing,
  readText,
  uploadWhole,
  uriOf,
  wasRefused,
} from "./bucket.ts";
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
  replacing?: Replacing,
): Promise<DocumentFacts> {
  const contentType = "application/json";
  const fixity = await uploadWhole(JSON.stringify(parse(schema, value), null, 2), place, contentType, replacing);
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

/** How often a copy is tried while others write it, too. Each of them has written something newer. */
const MOST_TRIES = 20;

/**
 * Keeps a copy in the bucket of what the table says. `read` is asked after it was noted what is in the bucket, and its answer
 * replaces exactly that: so of many writers at once, the last one to succeed has read what was written last. Nothing is
 * written when `read` has nothing.
 */
export async function writeCopy<Schema extends z.ZodType>(
  place: ObjectPlace,
  schema: Schema,
  read: () => Promise<z.input<Schema> | undefined>,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const etag = await etagOf(place);
    const value = await read();
    if (value === undefined) return;
    try {
      await writeDocument(place, schema, value, { etag });
      return;
    } catch (error) {
      if (!wasRefused(error)) throw error;
    }
  }
  throw new AppError("unavailable", `${uriOf(place)} is written by too many at once; try again`);
}
