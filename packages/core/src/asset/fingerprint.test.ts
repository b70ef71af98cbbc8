import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Assets = await import("./asset.ts");
const { fingerprint } = await import("./fingerprint.ts");
const { originalOf } = await import("./place.ts");
const { s3 } = await import("../bucket.ts");

/** SHA-256 of `footage`. */
const FOOTAGE = "066d608d0c4d58f529cf925607900e9e0dd8f0da251e43028986149ce242d44b";

const arrive = async (text: string) => {
  const assetId = createId("ast");
  const key = `uploads/test/${assetId}/a.mov`;
  const { bucket } = originalOf({ key });
  const { ETag: etag = "" } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
  await Assets.create({ assetId, name: "a.mov", key, bytes: text.length, etag, status: "received" });
  return assetId;
};

describe("the fingerprint", () => {
  it("is the SHA-256 of the original's bytes", () =>
    inWorkspace(async () => {
      const assetId = await arrive("footage");
      expect(await fingerprint(assetId)).toEqual({ outcome: "new" });
      expect((await Assets.get(assetId)).fingerprint).toBe(FOOTAGE);
    }));

  it("gives the same answer when the step runs again", () =>
    inWorkspace(async () => {
      const assetId = await arrive("footage");
      await fingerprint(assetId);
      expect(await fingerprint(assetId)).toEqual({ outcome: "new" });
    }));

  it("makes a second asset with the same bytes wait, then links it", () =>
    inWorkspace(async () => {
      const [first, second] = [await arrive("footage"), await arrive("footage")];
      await fingerprint(first);
      await expect(fingerprint(second)).rejects.toMatchObject({ code: "busy", name: "Busy" });
      await Assets.move(first, "ready");
      expect(await fingerprint(second)).toEqual({ outcome: "linked", linkedTo: first });
    }));

  it.each(["rejected", "failed"] as const)("judges bytes anew when they were %s before", (end) =>
    inWorkspace(async () => {
      const [first, second, third] = [await arrive("footage"), await arrive("footage"), await arrive("footage")];
      await fingerprint(first);
      await Assets.move(first, end);
      expect(await fingerprint(second)).toEqual({ outcome: "new" });
      await expect(fingerprint(third)).rejects.toMatchObject({ code: "busy" });
    }),
  );

  it("gives the bytes to one of many that ask at once", () =>
    inWorkspace(async () => {
      const assets = await Promise.all(Array.from({ length: 8 }, () => arrive("footage")));
      const answers = await Promise.allSettled(assets.map((assetId) => fingerprint(assetId)));
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }));

  it("does not link across workspaces", async () => {
    await inWorkspace(async () => Assets.move((await fingerprintNew("footage")).assetId, "ready"));
    await inWorkspace(async () => expect((await fingerprintNew("footage")).outcome).toBe("new"));
  });

  it("says so when the original was replaced by other bytes", () =>
    inWorkspace(async () => {
      const assetId = await arrive("footage");
      const { bucket, key } = originalOf(await Assets.get(assetId));
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: "other" }));
      await expect(fingerprint(assetId)).rejects.toMatchObject({ code: "original_gone" });
    }));
});

async function fingerprintNew(text: string) {
  const assetId = await arrive(text);
  return { assetId, ...(await fingerprint(assetId)) };
}
