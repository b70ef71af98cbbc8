import { expect, it } from "vitest";
import { lastAnswer, webhookStatus } from "./webhook-status.ts";

const reason = { code: "gone", message: "It is gone." };

it.each([
  ["on", { enabled: true }, "On", "ready"],
  ["on and failing", { enabled: true, failingSince: "2026-01-01T00:00:00.000Z" }, "Failing", "rejected"],
  ["turned off by a person", { enabled: false }, "Disabled", "plain"],
  ["turned off by its failures", { enabled: false, disabledBecause: reason }, "Disabled", "failed"],
])("a webhook that is %s is shown as such", (_what, webhook, label, tone) => {
  expect(webhookStatus(webhook)).toEqual({ label, tone });
});

it("tells the last answer of a delivery, or why there was none", () => {
  const at = { at: "2026-01-01T00:00:00.000Z", durationMs: 1 };
  expect(lastAnswer({ attempts: [] })).toBeUndefined();
  expect(
    lastAnswer({
      attempts: [
        { ...at, error: reason },
        { ...at, status: 204 },
      ],
    }),
  ).toBe("204");
  expect(lastAnswer({ attempts: [{ ...at, error: reason }] })).toBe("It is gone.");
});
