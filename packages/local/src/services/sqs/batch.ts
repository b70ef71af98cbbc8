import type { BatchResultErrorEntry } from "@aws-sdk/client-sqs";
import { AwsError } from "../../error.ts";
import { queryCode } from "./errors.ts";

const MOST = 10;

/** Does each entry of a batch by itself: one that fails is reported and stops no other. Throws when the batch is malformed. */
export function inBatch<Entry extends { Id: string | undefined }, Result>(
  entries: readonly Entry[] | undefined,
  work: (entry: Entry) => Result,
): { Successful: (Result & { Id: string })[]; Failed: BatchResultErrorEntry[] } {
  checkIds((entries ?? []).map(({ Id }) => Id ?? ""));
  const Successful: (Result & { Id: string })[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries ?? []) {
    const Id = entry.Id ?? "";
    try {
      Successful.push({ ...work(entry), Id });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id, SenderFault: error.status < 500, Code: queryCode(error), Message: error.message });
    }
  }
  return { Successful, Failed };
}

function checkIds(ids: readonly string[]): void {
  if (ids.length === 0) {
    throw new AwsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  }
  if (ids.length > MOST) {
    throw new AwsError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${MOST}. You have sent ${ids.length}.`,
    );
  }
  const invalid = ids.find((id) => !/^[\w-]{1,80}$/.test(id));
  if (invalid !== undefined) {
    throw new AwsError(
      "InvalidBatchEntryId",
      `A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long: ${invalid}`,
    );
  }
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new AwsError("BatchEntryIdsNotDistinct", `Id ${twice} repeated.`);
}
