import { createHash, createHmac } from "node:crypto";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../testing.ts";

const queueArn = "arn:aws:sqs:us-east-1:000000000000:jobs";
const roleOf = (name: string, actions: string[]) => ({
  type: "aws:iam/role:Role",
  name,
  inputs: {
    name,
    inlinePolicies: [
      {
        name: "inline",
        policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: actions, Resource: [queueArn] }] }),
      },
    ],
  },
});

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({
    resources: [roleOf("sender", ["sqs:SendMessage"]), roleOf("reader", ["sqs:ReceiveMessage"])],
  });
  await new SQSClient(cloud.clientConfig).send(new CreateQueueCommand({ QueueName: "jobs" }));
});
afterAll(() => cloud.stop());

const sendAs = (role: string) => {
  const principal = { kind: "role", arn: `arn:aws:iam::000000000000:role/${role}`, session: role } as const;
  const credentials = cloud.cloud.credentialsOf(principal);
  const client = new SQSClient({ ...cloud.clientConfig, credentials });
  return client.send(new SendMessageCommand({ QueueUrl: `${cloud.endpoint}/000000000000/jobs`, MessageBody: "hello" }));
};

it("lets a role do what its policy says", async () => {
  expect((await sendAs("sender")).MessageId).toBeDefined();
});

it("refuses a role what its policy does not say, naming the grant that is missing", async () => {
  await expect(sendAs("reader")).rejects.toMatchObject({
    name: expect.stringMatching(/AccessDenied/),
    message: expect.stringContaining(`permissions: [{ actions: ["sqs:SendMessage"], resources: ["${queueArn}"] }]`),
  });
});

it("refuses a role that is not in the graph", async () => {
  await expect(sendAs("nobody")).rejects.toMatchObject({ name: expect.stringMatching(/AccessDenied/) });
});

it.each([
  ["a wrong secret", () => ({ ...cloud.credentials, secretAccessKey: "wrong" }), /SignatureDoesNotMatch/],
  ["a key of another stage", () => ({ accessKeyId: "AKIA0000", secretAccessKey: "x" }), /UnrecognizedClient/],
])("refuses %s", async (_name, credentials, error) => {
  const client = new DynamoDBClient({ ...cloud.clientConfig, credentials: credentials() });
  await expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({ name: expect.stringMatching(error) });
});

it("refuses a body that is not the one that was signed", async () => {
  const signed = await signedListTables("{}");
  const answer = await fetch(cloud.endpoint, { method: "POST", headers: signed, body: '{"Limit":1}' });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain("SignatureDoesNotMatch");
  expect((await fetch(cloud.endpoint, { method: "POST", headers: signed, body: "{}" })).status).toBe(200);
});

it("refuses a request signed an hour ago", async () => {
  const answer = await fetch(cloud.endpoint, {
    method: "POST",
    headers: await signedListTables("{}", -3_600_000),
    body: "{}",
  });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain("RequestTimeTooSkewed");
});

it("refuses a request without a signature", async () => {
  const answer = await fetch(`${cloud.endpoint}/bucket/key`);
  expect(answer.status).toBe(403);
});

it("names the services that it serves when asked for another", async () => {
  const answer = await fetch(cloud.endpoint, {
    method: "POST",
    headers: await signedListTables("{}", 0, "kinesis"),
    body: "{}",
  });
  expect(answer.status).toBe(501);
  expect(await answer.text()).toContain("dynamodb");
});

it("listens on the loopback interface only", () => {
  expect(new URL(cloud.endpoint).hostname).toBe("127.0.0.1");
});

/** Signs by the book, independently of the SDK and of the code under test. */
async function signedListTables(body: string, skewMs = 0, service = "dynamodb"): Promise<Record<string, string>> {
  const date = new Date(Date.now() + skewMs).toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${date.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const host = new URL(cloud.endpoint).host;
  const target = "DynamoDB_20120810.ListTables";
  const canonical = `POST\n/\n\nhost:${host}\nx-amz-date:${date}\nx-amz-target:${target}\n\nhost;x-amz-date;x-amz-target\n${sha(body)}`;
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha(canonical)}`;
  const key = scope
    .split("/")
    .reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${cloud.credentials.secretAccessKey}`);
  const signature = createHmac("sha256", key).update(toSign).digest("hex");
  const credential = `${cloud.credentials.accessKeyId}/${scope}`;
  return {
    "x-amz-date": date,
    "x-amz-target": target,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date;x-amz-target, Signature=${signature}`,
  };
}
