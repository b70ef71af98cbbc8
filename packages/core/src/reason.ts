import * as z from "zod";

/** Why something was refused or failed: a code for programs, a sentence for people. */
export const Reason = z.object({ code: z.string(), message: z.string() }).meta({ id: "Reason" });
export type Reason = z.infer<typeof Reason>;
