import * as z from "zod";
import type { Reason } from "../reason.ts";

/** What a state machine says of the error that it caught. A cause is text, or JSON as text. */
export const StateError = z.object({ Error: z.string(), Cause: z.string().optional() });
export type StateError = z.infer<typeof StateError>;

/** A sentence for what a state machine calls by a name. */
export function wordOf({ Error: name, Cause: cause }: StateError, step = "A step"): Reason {
  const inner = innermost(cause);
  switch (inner?.Error ?? name) {
    case "States.Timeout":
    case "States.HeartbeatTimeout":
      return { code: "timeout", message: `${step} did not end in time.` };
    default:
      return {
        code: "internal",
        message: `${step} ended with ${inner?.Error ?? name}${detail(inner?.Cause ?? cause)}`,
      };
  }
}

/** A workflow that failed within another is told as the description of its execution. */
function innermost(cause: string | undefined): StateError | undefined {
  const told = StateError.safeParse(json(cause));
  return told.success ? told.data : undefined;
}

/** A Lambda's error is told as JSON with a message in it. */
function detail(cause: string | undefined): string {
  const told = z.object({ errorMessage: z.string() }).safeParse(json(cause));
  const text = told.success ? told.data.errorMessage : cause;
  return text ? `: ${text}` : "";
}

function json(text: string | undefined): unknown {
  if (!text?.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
