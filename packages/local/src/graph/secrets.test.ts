import { expect, it } from "vitest";
import { startTestCloud } from "../testing.ts";

const graphWith = (secrets: Record<string, { default?: string }>) => ({
  graph: () => ({
    ...{ app: "test", stage: "test", functions: {}, resources: [], secrets },
    links: { Provider: { issuer: "<secret Issuer>/path", nested: ["<secret Issuer>", 1] } },
  }),
});

it("a stage's secrets stand where the graph names them; infra's default stands in for one that is not given", async () => {
  const given = await startTestCloud({ ...graphWith({ Issuer: { default: "b" } }), secrets: () => ({ Issuer: "a" }) });
  expect(given.graph.links.Provider).toEqual({ issuer: "a/path", nested: ["a", 1] });
  await given.stop();
  const defaulted = await startTestCloud(graphWith({ Issuer: { default: "b" } }));
  expect(defaulted.graph.links.Provider).toMatchObject({ issuer: "b/path" });
  await defaulted.stop();
});

it("a stage whose secret has no value does not start, and says which", async () => {
  await expect(startTestCloud(graphWith({ Issuer: {} }))).rejects.toThrow("Secret Issuer has no value on this stage");
});
