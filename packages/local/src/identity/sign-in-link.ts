import { makeOneTimeCode } from "./one-time-code.ts";
import { IDENTITY_PATH } from "./provider.ts";

/** A link that makes whoever opens it the stage's owner, once and within ten minutes, and leads on to `to`. */
export function signInLink({ directory, endpoint }: { directory: string; endpoint: string }, to: string): string {
  return `${endpoint}${IDENTITY_PATH}/enter?${new URLSearchParams({ code: makeOneTimeCode(directory), to })}`;
}
