import { describe, expect, it, vi } from "vitest";
import type { Catcher, Retrier, Task } from "../definition/asl.ts";
import type { Position } from "./move.ts";
import { recover } from "./recover.ts";

const NOW = 1_000_000;

function position(Retry: Retrier[], Catch: Catcher[] = [], retries: number[] = []): Position {
  const state: Task = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true, Retry, Catch };
  const flow = { StartAt: "A", States: { A: state } };
  return { flow, name: "A", state, input: "{}", variables: {}, context: {}, retries, enteredEvent: 2, now: NOW };
}

describe("the pause before a retry", () => {
  it.each<[Omit<Retrier, "ErrorEquals">, number, number]>([
    [{}, 0, 1000],
    [{}, 2, 4000],
    [{ IntervalSeconds: 3, BackoffRate: 1.5 }, 1, 4500],
    [{ IntervalSeconds: 3, BackoffRate: 1 }, 2, 3000],
    [{ IntervalSeconds: 10, MaxDelaySeconds: 15, MaxAttempts: 9 }, 5, 15_000],
  ])("of %o after %i is %i ms", async (retrier, used, ms) => {
    const move = await recover(position([{ ErrorEquals: ["E"], ...retrier }], [], [used]), { error: "E" });
    expect(move).toMatchObject({ kind: "retry", at: NOW + ms, retrier: 0 });
  });

  it("is a part of it with full jitter", async () => {
    vi.spyOn(Math, "random").mockReturnValueOnce(0.25);
    const move = await recover(position([{ ErrorEquals: ["E"], IntervalSeconds: 8, JitterStrategy: "FULL" }]), {
      error: "E",
    });
    expect(move).toMatchObject({ kind: "retry", at: NOW + 2000 });
  });
});

describe("what an error name stands for", () => {
  it.each([
    ["States.ALL", "Anything", true],
    ["States.ALL", "States.Timeout", true],
    ["States.ALL", "States.DataLimitExceeded", false],
    ["States.ALL", "States.Runtime", false],
    ["States.Runtime", "States.Runtime", false],
    ["States.DataLimitExceeded", "States.DataLimitExceeded", true],
    ["States.TaskFailed", "Anything", true],
    ["States.TaskFailed", "States.Timeout", false],
    ["States.TaskFailed", "States.HeartbeatTimeout", false],
    ["States.Timeout", "States.HeartbeatTimeout", true],
    ["States.HeartbeatTimeout", "States.Timeout", false],
    ["Any", "Anything", false],
  ])("%s takes %s: %s", async (name, error, taken) => {
    const move = await recover(position([], [{ ErrorEquals: [name], Next: "Z" }]), { error, cause: "c" });
    expect(move.kind).toBe(taken ? "exit" : "fail");
  });
});

it("counts each retrier by itself, and catches when the first that fits is used up", async () => {
  const retriers: Retrier[] = [{ ErrorEquals: ["E"], MaxAttempts: 1 }, { ErrorEquals: ["States.ALL"] }];
  const catchers: Catcher[] = [{ ErrorEquals: ["E"], Next: "Z" }];
  expect(await recover(position(retriers, catchers, [1]), { error: "F" })).toMatchObject({ kind: "retry", retrier: 1 });
  expect(await recover(position(retriers, catchers, [1]), { error: "E" })).toMatchObject({
    kind: "exit",
    next: "Z",
    output: '{"Error":"E","Cause":""}',
  });
});
