import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { planParts } from "./parts.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Uploads = await import("./upload.ts");
const Assets = await import("../asset/asset.ts");
const { fixityOf } = await import("../bucket.ts");
const { originalOf } = await import("../asset/place.ts");

const sendAll = async (content: Buffer, { parts, partBytes }: Awaited<ReturnType<typeof Uploads.begin>>) =>
  Promise.all(
    parts.map(async ({ partNumber, url }) => {
      const body = new Uint8Array(content.subarray((partNumber - 1) * partBytes, partNumber * partBytes));
      const answer = await fetch(url, { method: "PUT", body });
      expect(answer.status).toBe(200);
      return { partNumber, etag: answer.headers.get("etag") ?? "" };
    }),
  );

describe("an upload", () => {
  it.each([
    ["an empty file", "empty.mov", 0],
    ["a small file", "a.mov", 1000],
    ["a file of several parts", "b.mov", 40_000_000],
    ["a file with an odd name", "Über + 100% (final) 'v2' #3?.mov", 10],
  ])("takes %s whole", (_what, name, bytes) =>
    inWorkspace(async () => {
      const content = Buffer.alloc(bytes, "footage ");
      const upload = await Uploads.begin({ name, bytes });
      const parts = await sendAll(content, upload);
      await Uploads.complete({ assetId: upload.assetId, uploadId: upload.uploadId, parts: parts.reverse() });
      const asset = await Assets.get(upload.assetId);
      expect(asset).toMatchObject({ name, status: "uploading" });
      expect(asset.key.endsWith(`/${name}`)).toBe(true);
      expect((await fixityOf(originalOf(asset))).bytes).toBe(bytes);
    }),
  );

  it("may be completed twice", () =>
    inWorkspace(async () => {
      const { assetId, uploadId, ...upload } = await Uploads.begin({ name: "a.mov", bytes: 3 });
      const parts = await sendAll(Buffer.from("abc"), { assetId, uploadId, ...upload });
      await Uploads.complete({ assetId, uploadId, parts });
      expect(await Uploads.complete({ assetId, uploadId, parts })).toEqual({ assetId });
    }));

  it("is refused with parts that were not sent", () =>
    inWorkspace(async () => {
      const { assetId, uploadId } = await Uploads.begin({ name: "a.mov", bytes: 3 });
      const parts = [{ partNumber: 1, etag: '"00000000000000000000000000000000"' }];
      await expect(Uploads.complete({ assetId, uploadId, parts })).rejects.toMatchObject({ code: "invalid" });
    }));

  it("leaves nothing when it is given up, and cannot be completed then", () =>
    inWorkspace(async () => {
      const { assetId, uploadId } = await Uploads.begin({ name: "a.mov", bytes: 3 });
      await Uploads.abort(assetId);
      const parts = [{ partNumber: 1, etag: '"00000000000000000000000000000000"' }];
      await expect(Uploads.complete({ assetId, uploadId, parts })).rejects.toMatchObject({ code: "not_found" });
    }));

  it.each(["a/b.mov", "", "line\nbreak.mov"])("does not take %j for a file name", (name) =>
    inWorkspace(() => expect(Uploads.begin({ name, bytes: 1 })).rejects.toMatchObject({ code: "invalid" })),
  );

  it("is not begun for more than the limit", () =>
    inWorkspace(() =>
      expect(Uploads.begin({ name: "a.mov", bytes: 1e15 })).rejects.toMatchObject({ code: "invalid" }),
    ));

  it("goes on where it was interrupted", () =>
    inWorkspace(async () => {
      const content = Buffer.alloc(40_000_000, "footage ");
      const { parts, ...upload } = await Uploads.begin({ name: "b.mov", bytes: content.length });
      await sendAll(content, { ...upload, parts: parts.slice(1, 2) });
      const { sent, ...rest } = await Uploads.resume(upload.assetId);
      expect(rest.parts.map(({ partNumber }) => partNumber)).toEqual([1, 3]);
      const all = [...sent, ...(await sendAll(content, rest))];
      await Uploads.complete({ assetId: upload.assetId, uploadId: upload.uploadId, parts: all });
      expect((await fixityOf(originalOf(await Assets.get(upload.assetId)))).bytes).toBe(content.length);
    }));

  it("does not go on once it is complete", () =>
    inWorkspace(async () => {
      const upload = await Uploads.begin({ name: "a.mov", bytes: 3 });
      const parts = await sendAll(Buffer.from("abc"), upload);
      await Uploads.complete({ assetId: upload.assetId, uploadId: upload.uploadId, parts });
      await expect(Uploads.resume(upload.assetId)).rejects.toMatchObject({ code: "conflict" });
    }));

  it("of an asset that does not exist is not found", () =>
    inWorkspace(() => expect(Uploads.abort(createId("ast"))).rejects.toMatchObject({ code: "not_found" })));
});

describe("the parts of a file", () => {
  it.each([
    [0, 1],
    [1, 1],
    [16 * 2 ** 20, 1],
    [16 * 2 ** 20 + 1, 2],
    [50_000_000_000, 994],
    [5_000_000_000_000, 1000],
  ])("of %d bytes are %d", (bytes, count) => {
    const plan = planParts(bytes);
    expect(plan.count).toBe(count);
    expect(plan.count * plan.partBytes).toBeGreaterThanOrEqual(bytes);
  });
});
