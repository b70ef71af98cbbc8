/** Exit codes of every command. `main.ts` prints them in --help. */
export const Exit = {
  ok: 0,
  failed: 1,
  rejected: 2,
  setup: 3,
} as const;

/** An error whose message is all that a user needs: printed without a stack. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What a step of the set-up throws (scripts/setup/step.mjs): it has told why, and knows with which code to end. */
export const isSetupError = (error: unknown): error is Error & { readonly exitCode: number } =>
  error instanceof Error && "exitCode" in error && typeof error.exitCode === "number";
