import { afterAll, expect, it } from "vitest";
import { place, startS3Vectors, vector } from "./testing.ts";

const ARN = "arn:aws:s3vectors:us-east-1:000000000000:bucket/vectors/index/scenes";
const mayQuery = {
  type: "aws:iam/role:Role",
  name: "SearcherRole",
  inputs: {
    name: "searcher",
    inlinePolicies: [
      {
        name: "inline",
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Action: ["s3vectors:QueryVectors"], Resource: [ARN] }],
        }),
      },
    ],
  },
};

const cloud = await startS3Vectors({ resources: [mayQuery] });
afterAll(() => cloud.stop());

const SEARCHER = { kind: "role", arn: "arn:aws:iam::000000000000:role/searcher", session: "test" } as const;
const asSearcher = (operation: string, input: object) =>
  cloud.cloud.call(SEARCHER, "s3vectors", operation, { ...place, ...input });

it("a role asks by vector alone, and needs to read vectors to filter them or to see their metadata", async () => {
  await cloud.create();
  await cloud.put(vector("a", [1, 2, 3], { workspaceId: "wsp_1" }));
  const query = { queryVector: { float32: [1, 2, 3] }, topK: 1 };
  expect(await asSearcher("QueryVectors", query)).toMatchObject({ vectors: [{ key: "a" }] });
  const message = /s3vectors:GetVectors/;
  await expect(asSearcher("QueryVectors", { ...query, returnMetadata: true })).rejects.toThrow(message);
  await expect(asSearcher("QueryVectors", { ...query, filter: { workspaceId: "wsp_1" } })).rejects.toThrow(message);
  await expect(asSearcher("PutVectors", { vectors: [vector("b", [1, 2, 3])] })).rejects.toThrow(/s3vectors:PutVectors/);
  await expect(asSearcher("QueryVectors", { ...query, indexName: "other" })).rejects.toThrow(/index\/other/);
});
