import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { expect, it } from "vitest";
import { startTestCloud } from "../testing.ts";

const table = {
  type: "aws:dynamodb/table:Table",
  name: "Main",
  inputs: {
    name: "main",
    hashKey: "pk",
    rangeKey: "sk",
    attributes: ["pk", "sk"].map((name) => ({ name, type: "S" })),
  },
};
const item = (name: string) => ({
  type: "aws:dynamodb/tableItem:TableItem",
  name,
  inputs: {
    tableName: "main",
    hashKey: "pk",
    rangeKey: "sk",
    item: `{"pk":{"S":"a"},"sk":{"S":"${name}"},"n":{"N":"1"}}`,
  },
});

it("items of infra are in their table, and gone when infra no longer has them", async () => {
  const first = await startTestCloud({ resources: [table, item("One"), item("Two")] });
  const namesIn = async ({ clientConfig }: typeof first) => {
    const { Items = [] } = await new DynamoDBClient(clientConfig).send(new ScanCommand({ TableName: "main" }));
    return Items.map(({ sk }) => sk?.S).sort();
  };
  expect(await namesIn(first)).toEqual(["One", "Two"]);
  first.kill();
  const second = await startTestCloud({ directory: first.directory, resources: [table, item("Two")] });
  expect(await namesIn(second)).toEqual(["Two"]);
  await second.stop();
});
