import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { S3Client } from "@aws-sdk/client-s3";
import { isMetered, note } from "./meter.ts";

/** https://aws.amazon.com/s3/pricing/: deleting is free, and all else is one of two. */
const S3_READS = /^(Get|Head|Select)/;
const S3_FREE = /^(Delete|Abort)/;

/** Has a client of S3 note its requests. */
export function countS3(client: S3Client): S3Client {
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const answer = await next(args);
        if (!S3_FREE.test(commandName)) note(S3_READS.test(commandName) ? "s3.reads" : "s3.writes", 1);
        return answer;
      },
    { step: "initialize", name: "countS3" },
  );
  return client;
}

const TABLE_READS = /^(Get|BatchGet|TransactGet|Query|Scan)/;

interface Consumed {
  readonly CapacityUnits?: number;
}

/** Has a client of DynamoDB note the capacity that its requests consume, which the table tells when it is asked. */
export function countDynamo(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        if (!isMetered()) return next(args);
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
        const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: Consumed | Consumed[] };
        const units = [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
        note(TABLE_READS.test(commandName) ? "dynamodb.readUnits" : "dynamodb.writeUnits", units);
        return answer;
      },
    { step: "initialize", name: "countDynamo" },
  );
  return client;
}
