import { provideActor } from "@videoflow/core/actor";
import { createId } from "@videoflow/core/id";
import { startTestStage } from "@videoflow/core/testing";
import { afterAll, expect, it } from "vitest";

const stage = await startTestStage({
  api: true,
  workflows: true,
  settings: { Limits: { requestsASecond: 0.5, requestBurst: 4 } },
});
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const Keys = await import("@videoflow/core/access/keys");

const workspaceId = createId("wsp");
const newKey = (name: string) =>
  provideActor({ workspaceId, who: "operator", id: "somebody@example.com" }, async () => {
    const { secret } = await Keys.make({ name, role: "viewer" });
    return () => fetch(`${Resource.Api.url}/assets`, { headers: { authorization: `Bearer ${secret}` } });
  });

it("answers 429 to a key that asks too often, says when to come back, and does not limit another one", async () => {
  const [busy, calm] = [await newKey("busy"), await newKey("calm")];
  const answers = [];
  for (let count = 0; count < 6; count++) answers.push(await busy());
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
  const refused = answers.at(-1);
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(await refused?.json()).toEqual({
    code: "too_many",
    message: expect.stringMatching(/^key_.+ask again in \d+ s$/),
  });
  expect((await calm()).status).toBe(200);
});
