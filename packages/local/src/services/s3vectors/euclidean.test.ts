import { afterAll, expect, it } from "vitest";
import { startS3Vectors, vector } from "./testing.ts";

const cloud = await startS3Vectors();
afterAll(() => cloud.stop());

/** Numbers that look random and are always the same. */
function* numbers(): Generator<number> {
  for (let state = 12345; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32 - 0.5;
  }
}

it("a query by Euclidean distance finds what a look at every vector finds, also with vectors of odd dimension", async () => {
  await cloud.create({ distanceMetric: "euclidean", dimension: 37 });
  const source = numbers();
  const random = (length = 1) => Array.from({ length: 37 }, () => source.next().value * length);
  const vectors = Array.from({ length: 1000 }, (_, index) => ({ key: `v${index}`, numbers: random(1 + (index % 7)) }));
  for (let start = 0; start < vectors.length; start += 500) {
    await cloud.put(...vectors.slice(start, start + 500).map(({ key, numbers }) => vector(key, numbers)));
  }
  const query = random(2);
  const exact = vectors
    .map((entry) => ({
      key: entry.key,
      distance: Math.hypot(...entry.numbers.map((n, i) => n - (query[i] as number))),
    }))
    .sort((a, b) => a.distance - b.distance);

  const found = await cloud.query(query, { topK: 20 });
  expect(found.map(({ key }) => key)).toEqual(exact.slice(0, 20).map(({ key }) => key));
  for (const [index, { distance }] of found.entries()) {
    expect(distance).toBeCloseTo(exact[index]?.distance as number, 4);
  }
});

it("a vector of zeros has a place", async () => {
  await cloud.put(vector("nowhere", new Array(37).fill(0)));
  expect(await cloud.query(new Array(37).fill(0), { topK: 1 })).toEqual([{ key: "nowhere", distance: 0 }]);
});
