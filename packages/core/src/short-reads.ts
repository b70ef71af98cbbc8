import { type DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { isMetered } from "./cost/meter.ts";
import { shortRequests } from "./short-request.ts";

/** A command of documents, as ElectroDB sends them: plain values, and inside it the command that it becomes. */
interface DocumentCommand {
  readonly input: Input;
  readonly clientCommand?: unknown;
}

type Values = Readonly<Record<string, unknown>>;
interface Input extends Values {
  readonly Key?: Values;
  readonly ExpressionAttributeValues?: Values;
  readonly ExclusiveStartKey?: Values;
}

type Attributes = Parameters<typeof unmarshall>[0];
interface Output {
  readonly Item?: Attributes;
  readonly Items?: readonly Attributes[];
  readonly LastEvaluatedKey?: Attributes;
}

/** An attribute's value of type B or BS: inside of a text, quotes are escaped. */
const BYTES = /"BS?":["[]/;

/**
 * Has a client of DynamoDB make its reads of documents the short way: one signed request, and its answer in JSON. What the SDK's
 * some twenty steps take beyond that was a third of the processor time of a request to our API. Whatever does not go well on the
 * short way is asked again on the long one, which knows how to try again and what errors mean. So is the first read, which shows
 * where the table is, and what has bytes in it.
 */
export function shortReads(client: DynamoDBClient): DynamoDBClient {
  const send = client.send.bind(client) as (...given: readonly unknown[]) => Promise<object>;
  const ask = shortRequests(client, "dynamodb");

  async function read(operation: string, input: Input) {
    const body = JSON.stringify({
      ...input,
      ...(input.Key && { Key: attributes(input.Key) }),
      ...(input.ExclusiveStartKey && { ExclusiveStartKey: attributes(input.ExclusiveStartKey) }),
      ...(input.ExpressionAttributeValues && {
        ExpressionAttributeValues: attributes(input.ExpressionAttributeValues),
      }),
    });
    const answer = await ask(body, {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
    });
    return answer === undefined || BYTES.test(answer) ? undefined : documents(JSON.parse(answer));
  }

  return Object.assign(client, {
    async send(command: DocumentCommand, ...options: readonly unknown[]) {
      const operation = operationOf(command);
      const isWatched = isMetered() || (options[0] as { abortSignal?: unknown } | undefined)?.abortSignal !== undefined;
      const answer = operation && !isWatched && (await read(operation, command.input));
      return answer || send(command, ...options);
    },
  });
}

function operationOf({ clientCommand }: DocumentCommand): string | undefined {
  if (clientCommand instanceof GetItemCommand) return "GetItem";
  return clientCommand instanceof QueryCommand ? "Query" : undefined;
}

/** What is undefined is left out, as on the long way: a cursor of another list lacks keys, and DynamoDB is to say so. */
const attributes = (values: Values) => marshall(values, { removeUndefinedValues: true });

function documents({ Item, Items, LastEvaluatedKey, ...rest }: Output): object {
  return {
    ...rest,
    ...(Item && { Item: unmarshall(Item) }),
    ...(Items && { Items: Items.map((item) => unmarshall(item)) }),
    ...(LastEvaluatedKey && { LastEvaluatedKey: unmarshall(LastEvaluatedKey) }),
  };
}
