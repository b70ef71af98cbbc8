import type { MapState } from "../definition/asl.ts";
import { StateFailure } from "../failure.ts";
import { PAYLOAD_LIMIT_BYTES } from "../json.ts";
import { evaluate, evaluateAs, isWholeNumber, type Scope } from "../query/template.ts";
import type { Child } from "./move.ts";

/**
 * Puts items together into batches: each child gets `{ BatchInput?, Items: [...] }`, with at most so many items and no
 * more bytes than asked for (and never more than a payload may have).
 */
export async function batch(
  items: readonly Child[],
  { MaxItemsPerBatch, MaxInputBytesPerBatch, BatchInput }: NonNullable<MapState["ItemBatcher"]>,
  scope: Scope,
): Promise<Child[]> {
  const number = (template: number | string, field: string) =>
    evaluateAs("non-negative integer", isWholeNumber, template, scope, `ItemBatcher/${field}`);
  const mostItems = (await number(MaxItemsPerBatch ?? 0, "MaxItemsPerBatch")) || Number.POSITIVE_INFINITY;
  const bytes = (await number(MaxInputBytesPerBatch ?? 0, "MaxInputBytesPerBatch")) || PAYLOAD_LIMIT_BYTES;
  const shared =
    BatchInput === undefined
      ? ""
      : `"BatchInput":${JSON.stringify(await evaluate(BatchInput, scope, "ItemBatcher/BatchInput"))},`;
  const frame = Buffer.byteLength(`{${shared}"Items":[]}`);
  const mostBytes = Math.min(bytes, PAYLOAD_LIMIT_BYTES) - frame;

  const batches: string[][] = [];
  let open: string[] = [];
  let size = 0;
  for (const { input } of items) {
    const length = Buffer.byteLength(input) + 1;
    if (length > mostBytes + 1) {
      throw new StateFailure(
        "States.DataLimitExceeded",
        `An item of ${length - 1} bytes does not fit into a batch of ${bytes} bytes`,
      );
    }
    if (open.length > 0 && (open.length >= mostItems || size + length > mostBytes + 1)) {
      batches.push(open);
      open = [];
      size = 0;
    }
    open.push(input);
    size += length;
  }
  if (open.length > 0) batches.push(open);
  return batches.map((inputs) => ({ input: `{${shared}"Items":[${inputs.join(",")}]}`, size: inputs.length }));
}
