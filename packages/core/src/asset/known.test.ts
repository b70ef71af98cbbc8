import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Assets = await import("./asset.ts");
const { fingerprint } = await import("./fingerprint.ts");
const { knownFiles } = await import("./known.ts");
const { originalOf } = await import("./place.ts");
const { s3 } = await import("../bucket.ts");

/** Puts a file in, and has its bytes claimed. */
async function put(text: string) {
  const assetId = createId("ast");
  const key = `uploads/test/${assetId}/a.mov`;
  const { bucket } = originalOf({ key });
  const { ETag: etag = "" } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
  await Assets.create({ assetId, name: "a.mov", key, bytes: text.length, etag, status: "received" });
  await fingerprint(assetId);
  return assetId;
}

/** SHA-256 of `footage`. */
const FOOTAGE = "066d608d0c4d58f529cf925607900e9e0dd8f0da251e43028986149ce242d44b";
const at = "2026-01-01T00:00:00.000Z";

describe("known files", () => {
  it("are those of the size that was asked for, with the asset that has the bytes", () =>
    inWorkspace(async () => {
      const assetId = await put("footage");
      await put("FOOTAGE");
      await put("footage".repeat(10));
      const found = await knownFiles({ bytes: 7 });
      expect(found).toHaveLength(2);
      expect(found).toContainEqual({ assetId, name: "a.mov", status: "processing", fingerprint: FOOTAGE });
      expect(await knownFiles({ bytes: 8 })).toEqual([]);
    }));

  it("are told to be in the trash while they are, and are unknown when they go for good", () =>
    inWorkspace(async () => {
      const assetId = await put("footage");
      await Assets.move(assetId, "ready");
      await Assets.describe(assetId, { deletedAt: at });
      expect(await knownFiles({ bytes: 7 })).toMatchObject([{ assetId, status: "ready", deletedAt: at }]);
      await Assets.describe(assetId, { purgingAt: at });
      expect(await knownFiles({ bytes: 7 })).toEqual([]);
    }));

  it.each(["rejected", "failed"] as const)("are not those that %s: such bytes are worked on anew", (end) =>
    inWorkspace(async () => {
      await Assets.move(await put("footage"), end);
      expect(await knownFiles({ bytes: 7 })).toEqual([]);
    }),
  );

  it("are no other workspace's", async () => {
    await inWorkspace(() => put("footage"));
    await inWorkspace(async () => expect(await knownFiles({ bytes: 7 })).toEqual([]));
  });
});
