import type * as z from "zod";
import { AppError } from "./error.ts";

/** Parses what came from outside. Throws `invalid` with the places that are wrong. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}`);
  throw new AppError("invalid", places.join("; "), { cause: parsed.error });
}

/** A verb of a domain: its input is parsed at the door. */
export function fn<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Result>,
): (input: z.input<Schema>) => Promise<Result> {
  return async (input) => run(parse(schema, input));
}
