import { afterAll, expect, it } from "vitest";
import { createId } from "../id.ts";
import { startTestStage } from "../testing.ts";
import type { Folder } from "./folders.ts";
import type { Range } from "./range.schema.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { uploadText } = await import("../bucket.ts");
const { folderKey, foldersOf } = await import("./folders.ts");
const { rangesOf } = await import("./scan.ts");

async function all(range: Range): Promise<string[]> {
  const keys: string[] = [];
  for await (const folder of foldersOf(range)) keys.push(folderKey(folder));
  return keys;
}

it("ranges have every workspace and every asset once, in whatever sizes they are cut", async () => {
  const put = (key: string) => uploadText("{}", { bucket: Resource.Media.name, key }, "application/json");
  const expected: string[] = [];
  for (let workspace = 0; workspace < 3; workspace++) {
    const workspaceId = createId("wsp");
    expected.push(`${workspaceId}/`);
    await put(`${workspaceId}/settings.json`);
    await put(`${workspaceId}/runs/${createId("run")}.json`);
    for (let asset = 0; asset < 4 * workspace; asset++) {
      const assetId = createId("ast");
      expected.push(`${workspaceId}/${assetId}/`);
      await put(`${workspaceId}/${assetId}/manifest.json`);
      await put(`${workspaceId}/${assetId}/frames/0001.jpg`);
    }
  }
  await put("tools/ffmpeg.zip");
  const whole = { after: null, until: null };
  expect(await all(whole)).toEqual(expected.sort());
  for (const smallest of [1, 2, 3, 4, 5, 14, 15, 16]) {
    const ranges = await rangesOf(foldersOf(whole), { smallest });
    const pieces = await Promise.all(ranges.map(all));
    expect(pieces.flat(), `batches of ${smallest}`).toEqual(expected);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(smallest);
  }
});

it("batches become larger when there would be too many of them", async () => {
  async function* folders(): AsyncGenerator<Folder> {
    const workspaceId = createId("wsp");
    for (let number = 0; number < 10_000; number++)
      yield { workspaceId, assetId: `ast_${String(number).padStart(5, "0")}` };
  }
  const ranges = await rangesOf(folders(), { smallest: 20, most: 100 });
  expect(ranges.length).toBeLessThanOrEqual(100);
  expect(ranges.length).toBeGreaterThan(50);
  expect(ranges[0]?.after).toBeNull();
  expect(ranges.at(-1)?.until).toBeNull();
  for (const [index, { until }] of ranges.slice(0, -1).entries()) expect(ranges[index + 1]?.after).toBe(until);
});
