import { expect, it } from "vitest";
import { type Claim, Turns } from "./turns.ts";

/** Steps that end when they are told to, and a list of those that have begun. */
function steps(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, claim: Partial<Claim> = {}) =>
    turns.during({ functionName: name, most: 4, later: false, since: 0, ...claim }, () => {
      begun.push(name);
      return new Promise<void>((resolve) => void ends.set(name, resolve));
    });
  return { begun, ask, end: (name: string) => ends.get(name)?.() };
}

it("lets the step begin that belongs to the oldest work, whoever asked first", async () => {
  const { begun, ask, end } = steps(new Turns(1));
  const all = [ask("first"), ask("young", { since: 3 }), ask("old", { since: 1 }), ask("old too", { since: 1 })];
  for (const name of ["first", "old", "old too", "young"]) {
    await expect.poll(() => begun.at(-1)).toBe(name);
    end(name);
  }
  await Promise.all(all);
});

it("lets what is for later begin when nothing else waits, however old it is", async () => {
  const { begun, ask, end } = steps(new Turns(1));
  const all = [ask("first"), ask("later", { later: true, since: 1 }), ask("new", { since: 9 })];
  for (const name of ["first", "new", "later"]) {
    await expect.poll(() => begun.at(-1)).toBe(name);
    end(name);
  }
  await Promise.all(all);
});

it("does not keep others waiting behind a function of which enough are at work", async () => {
  const { begun, ask, end } = steps(new Turns(3));
  const large = { functionName: "large", most: 1 };
  const all = [ask("large 1", large), ask("large 2", large), ask("small", { since: 5 })];
  await expect.poll(() => begun).toEqual(["large 1", "small"]);
  end("large 1");
  await expect.poll(() => begun).toEqual(["large 1", "small", "large 2"]);
  end("small");
  end("large 2");
  await Promise.all(all);
});

it("gives a turn back also when the step fails", async () => {
  const turns = new Turns(1);
  const { begun, ask, end } = steps(turns);
  const claim = { functionName: "broken", most: 1, later: false, since: 0 };
  await expect(turns.during(claim, () => Promise.reject(new Error("it fails")))).rejects.toThrow("it fails");
  const next = ask("broken", claim);
  await expect.poll(() => begun).toEqual(["broken"]);
  end("broken");
  await next;
});

it("gives none once it is closed, and tells those who wait when it is told to", async () => {
  const turns = new Turns(1);
  const { begun, ask, end } = steps(turns);
  const first = ask("first");
  let told = false;
  const second = ask("second").catch((error: Error) => {
    told = true;
    return error.message;
  });
  await expect.poll(() => begun).toEqual(["first"]);
  turns.close();
  end("first");
  await first;
  expect([begun, told]).toEqual([["first"], false]);
  turns.refuse(new Error("it stops"));
  expect(await second).toBe("it stops");
});
