import http from "node:http";
import https from "node:https";
import { type DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { SignatureV4 } from "@smithy/signature-v4";
import { isMetered } from "./cost/meter.ts";

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

interface Address {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
}

/** An attribute's value of type B or BS: inside of a text, quotes are escaped. */
const BYTES = /"BS?":["[]/;

/** As many as the SDK opens. */
const MOST_CONNECTIONS = { keepAlive: true, maxSockets: 50 };

/**
 * Has a client of DynamoDB make its reads of documents the short way: one signed request, and its answer in JSON. What the SDK's
 * some twenty steps take beyond that was a third of the processor time of a request to our API. Whatever does not go well on the
 * short way is asked again on the long one, which knows how to try again and what errors mean. So is the first read, which shows
 * where the table is, and what has bytes in it.
 */
export function shortReads(client: DynamoDBClient): DynamoDBClient {
  const { region, credentials, sha256 } = client.config;
  const signer = new SignatureV4({ service: "dynamodb", region, credentials, sha256 });
  const send = client.send.bind(client) as (...given: readonly unknown[]) => Promise<object>;
  const agents = { "http:": new http.Agent(MOST_CONNECTIONS), "https:": new https.Agent(MOST_CONNECTIONS) };
  let address: Address | undefined;
  client.middlewareStack.add(
    (next) => (args) => {
      address = (args as { request: Address }).request;
      return next(args);
    },
    { step: "build", name: "noteAddress" },
  );

  async function read(operation: string, input: Input, { protocol, hostname, port, path }: Address) {
    const body = JSON.stringify({
      ...input,
      ...(input.Key && { Key: attributes(input.Key) }),
      ...(input.ExclusiveStartKey && { ExclusiveStartKey: attributes(input.ExclusiveStartKey) }),
      ...(input.ExpressionAttributeValues && {
        ExpressionAttributeValues: attributes(input.ExpressionAttributeValues),
      }),
    });
    const { headers } = await signer.sign({
      ...{ method: "POST", protocol, hostname, path, query: {}, body },
      ...(port && { port }),
      headers: {
        host: port ? `${hostname}:${port}` : hostname,
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
      },
    });
    const secure = protocol === "https:";
    const request = (secure ? https : http).request({
      ...{ method: "POST", hostname, port, path, headers, agent: agents[secure ? "https:" : "http:"] },
    });
    request.end(body);
    const answer = await textOf(request);
    return answer === undefined || BYTES.test(answer) ? undefined : documents(JSON.parse(answer));
  }

  return Object.assign(client, {
    async send(command: DocumentCommand, ...options: readonly unknown[]) {
      const operation = operationOf(command);
      const isWatched = isMetered() || (options[0] as { abortSignal?: unknown } | undefined)?.abortSignal !== undefined;
      const answer = operation && address && !isWatched && (await read(operation, command.input, address));
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

/** The body of an answer that is as it should be; undefined for any other, and when the connection was lost. */
function textOf(request: http.ClientRequest): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = () => resolve(undefined);
    request.on("error", failed).on("response", (response) => {
      const chunks: Buffer[] = [];
      response
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("error", failed)
        .on("end", () => resolve(response.statusCode === 200 ? Buffer.concat(chunks).toString() : undefined));
    });
  });
}
