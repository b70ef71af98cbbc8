import * as z from "zod";

/** A parameter that may be given more than once; all of the values must hold. */
export const several = <Schema extends z.ZodType<string>>(schema: Schema) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(schema).max(20));
