import { expect, it } from "vitest";
import { PartAddresses } from "./part-addresses.ts";

class Refused extends Error {}
const isRefused = (error: unknown) => error instanceof Refused;

/** A store that takes what is sent to addresses of a generation, and an API that gives those of the newest. */
function store() {
  let good = 0;
  let asked = 0;
  const parts = () => [1, 2, 3].map((partNumber) => ({ partNumber, url: `${partNumber} of ${good}` }));
  return {
    parts,
    expire: () => void good++,
    get asked() {
      return asked;
    },
    renew: async () => {
      asked++;
      return { parts: parts() };
    },
    put: async (url: string) => {
      if (!url.endsWith(` of ${good}`)) throw new Refused();
      return url;
    },
  };
}

it("asks for new addresses once for all that were refused, and again when those are over, too", async () => {
  const s3 = store();
  const addresses = new PartAddresses(s3.parts(), s3.renew);
  const sendAll = () => Promise.all([1, 2, 3].map((part) => addresses.send(part, s3.put, isRefused)));
  expect(await sendAll()).toEqual(["1 of 0", "2 of 0", "3 of 0"]);
  expect(s3.asked).toBe(0);
  for (const generation of [1, 2]) {
    s3.expire();
    expect(await sendAll()).toEqual([`1 of ${generation}`, `2 of ${generation}`, `3 of ${generation}`]);
    expect(s3.asked).toBe(generation);
  }
});

it("gives up on what is refused at a new address, too, and on what fails otherwise", async () => {
  const s3 = store();
  const addresses = new PartAddresses(s3.parts(), s3.renew);
  const refuse = () => Promise.reject(new Refused());
  await expect(addresses.send(1, refuse, isRefused)).rejects.toThrow(Refused);
  await expect(addresses.send(1, () => Promise.reject(new Error("lost")), isRefused)).rejects.toThrow("lost");
  expect(s3.asked).toBe(1);
});

it("says that it cannot go on, when the upload is there no more", async () => {
  const s3 = store();
  const addresses = new PartAddresses(s3.parts(), () => Promise.reject(new Error("given up")));
  s3.expire();
  await expect(addresses.send(1, s3.put, isRefused)).rejects.toThrow("given up");
});
