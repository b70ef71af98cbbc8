import { StateFailure } from "../failure.ts";
import { exceedsLimit } from "../json.ts";

/** Returns a text that may flow between states. Throws StateFailure (States.DataLimitExceeded) when it is too long. */
export function bounded(text: string, name: string): string {
  if (!exceedsLimit(text)) return text;
  const cause = `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  throw new StateFailure("States.DataLimitExceeded", cause);
}
