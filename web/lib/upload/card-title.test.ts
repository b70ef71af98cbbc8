import { expect, it } from "vitest";
import { cardTitle, isMoving } from "./card-title.ts";

it("says of a file that waits for its turn, or has arrived, that it does, and not that it is being sent", () => {
  const states = ["waiting", "sending", "completing", "done"] as const;
  expect(states.map((state) => cardTitle({ state }))).toEqual([
    "Waits for its turn",
    "Sending",
    "Putting together",
    "In the queue",
  ]);
});

it("says first that nobody answers, and of a file that is sent from elsewhere that it is on its way", () => {
  expect(cardTitle({ state: "sending", stalled: true })).toBe("No connection");
  expect(cardTitle(undefined)).toBe("On its way");
});

it("tells how much has been sent only of what is on its way", () => {
  const states = ["waiting", "sending", "paused", "completing", "done"] as const;
  expect(states.filter((state) => isMoving({ state }))).toEqual(["sending", "paused", "completing"]);
});
