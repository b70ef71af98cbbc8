import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { provideActor } from "../actor.ts";
import { createId } from "../id.ts";
import { startTestStage } from "../testing.ts";

const stage = await startTestStage({ settings: { Limits: { requestsASecond: 10, requestBurst: 5 } } });
afterAll(() => stage.stop());
const { admitRequest } = await import("./throttle.ts");

const asks = (id: string, workspaceId: string) =>
  provideActor({ workspaceId, who: "operator", id }, () => admitRequest());
const passing = async (id: string, workspaceId: string, times: number) => {
  const answers = await Promise.allSettled(Array.from({ length: times }, () => asks(id, workspaceId)));
  return answers.filter(({ status }) => status === "fulfilled").length;
};

/** The clock stands still unless it is moved: what passes is a matter of time. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  return () => vi.useRealTimers();
});

describe("requests to the API", () => {
  it("are limited for who makes too many, and for nobody else", async () => {
    const workspaceId = createId("wsp");
    for (let count = 0; count < 5; count++) await asks("busy@example.com", workspaceId);
    await expect(asks("busy@example.com", workspaceId)).rejects.toMatchObject({
      ...{ code: "too_many", status: 429, retryAfterS: 1 },
      message: expect.stringContaining("busy@example.com may make 10 requests a second"),
    });
    await asks("calm@example.com", workspaceId);
    await asks("busy@example.com", createId("wsp"));
  });

  it("pass again as time goes by, at the rate, and a burst after a while of silence", async () => {
    const workspaceId = createId("wsp");
    expect(await passing("a", workspaceId, 5)).toBe(5);
    vi.setSystemTime(Date.now() + 210);
    expect(await passing("a", workspaceId, 1)).toBe(1);
    expect(await passing("a", workspaceId, 1)).toBe(1);
    expect(await passing("a", workspaceId, 1)).toBe(0);
    vi.setSystemTime(Date.now() + 60_000);
    expect(await passing("a", workspaceId, 5)).toBe(5);
    expect(await passing("a", workspaceId, 1)).toBe(0);
  });

  it("are counted for all processes together", async () => {
    const workspaceId = createId("wsp");
    vi.resetModules();
    const other = await import("./throttle.ts");
    const { provideActor: provide } = await import("../actor.ts");
    for (let count = 0; count < 3; count++) await asks("a", workspaceId);
    const elsewhere = () => provide({ workspaceId, who: "operator", id: "a" }, () => other.admitRequest());
    await elsewhere();
    await elsewhere();
    await expect(elsewhere()).rejects.toMatchObject({ code: "too_many" });
    await expect(asks("a", workspaceId)).rejects.toMatchObject({ code: "too_many" });
  });
});
