import type { Context } from "../context.ts";
import { validationError } from "../errors.ts";
import { bindCondition } from "../expressions/condition-binding.ts";
import { bindExpression } from "../expressions/parsed.ts";
import { Placeholders } from "../expressions/placeholders.ts";
import { projectionOf } from "../items/projection.ts";
import { endpoint } from "../requests/endpoint.ts";
import { type LegacyCondition, legacyFilter } from "../requests/legacy-conditions.ts";
import { legacyConditions } from "../requests/members.ts";
import { integer, structure } from "../requests/shape.ts";
import { expectOneStyle } from "../requests/styles.ts";
import { HASH_SPACE, hashBytes } from "../values/key-encoding.ts";
import type { KeyRange } from "./key-range.ts";
import { behind } from "./query.ts";
import { answer, type ReadInput, readMembers } from "./read.ts";
import { sourceArn, sourceOf, startKey } from "./source.ts";

const MOST_SEGMENTS = 1_000_000;

interface ScanInput extends ReadInput {
  readonly ScanFilter?: Record<string, LegacyCondition>;
  readonly Segment?: number;
  readonly TotalSegments?: number;
}

const styles = {
  expressions: ["ProjectionExpression", "FilterExpression"],
  legacy: ["AttributesToGet", "ScanFilter", "ConditionalOperator"],
};

export function scan(context: Context) {
  return endpoint<ScanInput, object>({
    input: structure({
      ...readMembers,
      ScanFilter: legacyConditions,
      Segment: integer({ min: 0, max: MOST_SEGMENTS - 1 }),
      TotalSegments: integer({ min: 1, max: MOST_SEGMENTS }),
    }),
    permissions: ({ TableName, IndexName }) => [
      { action: "dynamodb:Scan", resource: sourceArn(context.tables.arnOf(TableName), IndexName) },
    ],
    run(input) {
      expectOneStyle(input, styles);
      const segment = segmentRange(input);
      const placeholders = Placeholders.of(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
      const filter =
        input.FilterExpression === undefined
          ? legacyFilter(input.ScanFilter, input.ConditionalOperator)
          : bindExpression("FilterExpression", input.FilterExpression, placeholders, bindCondition);
      const selected = projectionOf(input, placeholders);
      placeholders.expectAllUsed();
      const source = sourceOf(context.tables.get(input.TableName), input.IndexName, input.ConsistentRead);
      const start = input.ExclusiveStartKey && startKey(source, input.ExclusiveStartKey);
      if (start) expectWithin(segment, start, input);
      const range = start ? { from: behind(start), to: segment.to } : segment;
      return answer(context, input, { source, filter, forward: true, range, selected });
    },
  });
}

/** A segment is a stretch of the space of partition hashes; without segments it is all of it. */
function segmentRange({ Segment, TotalSegments }: ScanInput): KeyRange {
  if (Segment === undefined && TotalSegments !== undefined) {
    throw validationError(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  }
  if (Segment !== undefined && TotalSegments === undefined) {
    throw validationError(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  }
  const [segment, total] = [Segment ?? 0, TotalSegments ?? 1];
  if (segment >= total) {
    throw validationError(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
  }
  const border = (at: number) => hashBytes(Math.ceil((HASH_SPACE * at) / total));
  return { from: border(segment), to: border(segment + 1) };
}

function expectWithin(segment: KeyRange, start: Buffer, { Segment, TotalSegments }: ScanInput): void {
  if (Buffer.compare(start, segment.from) >= 0 && Buffer.compare(start, segment.to) < 0) return;
  throw validationError(
    `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${TotalSegments} Segment: ${Segment}`,
  );
}
