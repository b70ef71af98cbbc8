import { afterAll, expect, it } from "vitest";
import { createId } from "../id.ts";
import { type Range, rangesOf } from "../range.ts";
import { startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { uploadWhole } = await import("../bucket.ts");
const { folderKey, folderKeys, foldersOf } = await import("./folders.ts");

async function all(range: Range): Promise<string[]> {
  const keys: string[] = [];
  for await (const folder of foldersOf(range)) keys.push(folderKey(folder));
  return keys;
}

it("ranges have every workspace and every asset once, in whatever sizes they are cut", async () => {
  const put = (key: string) => uploadWhole("{}", { bucket: Resource.Media.name, key }, "application/json");
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
    const ranges = await rangesOf(folderKeys(), { smallest });
    const pieces = await Promise.all(ranges.map(all));
    expect(pieces.flat(), `batches of ${smallest}`).toEqual(expected);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(smallest);
  }
});
