import type { Outcome } from "../../../lambda/invocation.ts";

/**
 * Which records of a batch have failed, by their identifiers. An answer that names none succeeded as a whole; one that
 * cannot be understood, or names a record that was not in the batch, failed as a whole.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedRecords(outcome: Outcome, identifiers: readonly string[], partialFailures: boolean): Set<string> {
  const all = new Set(identifiers);
  if (outcome.failed) return all;
  if (!partialFailures) return new Set();
  const answer = JSON.parse(outcome.payload.toString() || "null") as { batchItemFailures?: unknown } | null;
  const failures = answer?.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return all;
  const named = failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
  return named.every((name) => typeof name === "string" && all.has(name)) ? new Set(named as string[]) : all;
}
