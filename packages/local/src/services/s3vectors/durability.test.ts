import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { startS3Vectors, vector } from "./testing.ts";

it("vectors that were acknowledged are there after a kill, and deleted ones are not", async () => {
  const directory = mkdtempSync(path.join(tmpdir(), "s3vectors-"));
  const first = await startS3Vectors({ directory });
  await first.create();
  for (let round = 0; round < 20; round++) {
    await first.put(...Array.from({ length: 50 }, (_, index) => vector(`${round}-${index}`, [1, round, index])));
  }
  first.kill();

  const second = await startS3Vectors({ directory });
  const keys = (await second.query([1, 19, 49], { topK: 100 })).map(({ key }) => key);
  expect(keys).toHaveLength(100);
  expect(keys[0]).toBe("19-49");
  await second.stop();
  rmSync(directory, { recursive: true });
});

it("an index stays exact while its vectors are replaced again and again", async () => {
  const cloud = await startS3Vectors();
  await cloud.create();
  await cloud.put(vector("still", [0, 0, 1]));
  for (let round = 0; round < 12; round++) {
    const moving = Array.from({ length: 300 }, (_, index) => vector(`moving-${index}`, [1, round, index], { index }));
    await cloud.put(...moving);
    expect((await cloud.query([1, round, 7], { topK: 1 }))[0]).toMatchObject({ key: "moving-7" });
    expect((await cloud.query([1, round, 7], { filter: { index: 7 } })).map(({ key }) => key)).toEqual(["moving-7"]);
  }
  expect((await cloud.query([0, 0, 1], { topK: 1 }))[0]).toMatchObject({ key: "still" });
  await cloud.stop();
});
