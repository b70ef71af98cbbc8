import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { askAgain } from "./ask-again.ts";

/** Somebody looks at a list, whose answers come when they are let go, and say what was there when it was asked for. */
function watched() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const answers: (() => void)[] = [];
  let items = ["old"];
  const queryFn = () => {
    const { promise, resolve } = Promise.withResolvers<string[]>();
    const asked = items;
    answers.push(() => resolve(asked));
    return promise;
  };
  const observer = new QueryObserver(client, { queryKey: ["list", "of"], queryFn });
  observer.subscribe(() => {});
  const change = () => {
    items = ["new"];
    return askAgain(client, ["list"]);
  };
  return { answers, change, shown: () => observer.getCurrentResult().data };
}

it("does not take a first answer from before a change for one from after it", async () => {
  const { answers, change, shown } = watched();
  const changed = change();
  await expect.poll(() => answers.length).toBe(2);
  for (const answer of answers) answer();
  await changed;
  expect(shown()).toEqual(["new"]);
});

it("asks again for what was answered before", async () => {
  const { answers, change, shown } = watched();
  answers[0]?.();
  await expect.poll(shown).toEqual(["old"]);
  const changed = change();
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.();
  await changed;
  expect(shown()).toEqual(["new"]);
});
