import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect, it } from "vitest";
import { unlogged } from "./unlogged.ts";

it("takes the log away, which a client otherwise has", () => {
  const steps = (client: DynamoDBClient) => client.middlewareStack.identify().join("\n");
  expect(steps(new DynamoDBClient({}))).toContain("loggerMiddleware");
  expect(steps(unlogged(new DynamoDBClient({})))).not.toContain("loggerMiddleware");
});
