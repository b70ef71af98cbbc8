import { afterAll, describe, expect, it } from "vitest";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import type { Technical } from "./technical.schema.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { uploadWhole } = await import("../bucket.ts");
const Derivatives = await import("../derivative/derivative.ts");
const { useActor } = await import("../actor.ts");
const { AssetEntity } = await import("./asset.entity.ts");
const Assets = await import("./asset.ts");
const { info, page } = await import("./info.ts");
const { finish } = await import("./outcome.ts");
const { AttemptEntity } = await import("../run/attempt.entity.ts");
const Run = await import("../run/run.ts");
const Step = await import("../run/step.ts");
const { originalOf } = await import("./place.ts");

const NAME = "Ünï (1) 'take'.mov";

const technical = (video: Partial<Technical["video"] & object> | null): Technical =>
  ({
    ...{ container: "mov", durationMs: 4200, bytes: 3, bitRate: null, audio: null, audioTracks: [], subtitles: [] },
    ...{ attachedPictures: [], timecode: null, createdAt: null },
    video: video && {
      ...{ index: 0, codec: "h264", profile: null, width: 1920, height: 1080, displayWidth: 1080, displayHeight: 1920 },
      ...{ pixelAspect: "1:1", rotation: 90, frameRateRational: "25/1", frameRate: 25, variableFrameRate: false },
      ...{ pixelFormat: "yuv420p", bitDepth: 8, hdr: "none", interlaced: false, fieldOrder: "progressive" },
      colour: { primaries: null, transfer: null, matrix: null, range: null },
      ...{ startMs: 0, endMs: 4200, frames: null, bitRate: null },
      ...video,
    },
  }) as Technical;

interface Facts {
  readonly technical?: Technical;
  readonly hasThumbnail?: boolean;
}
const newAsset = async (facts: Facts = {}, status: "received" | "uploading" | "ready" = "received") => {
  const assetId = createId("ast");
  const asset = { assetId, name: NAME, status, key: `uploads/x/${assetId}/${NAME}`, bytes: 3, ...facts };
  await Assets.create(asset);
  return asset;
};

/** Under which name a browser would save it, as the answer of the bucket says. */
const savedAs = async (url: string | undefined) => {
  const answer = await fetch(url ?? "");
  expect(await answer.text()).toBe("abc");
  const [, encoded = ""] = /filename\*=UTF-8''(\S+)$/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
  return decodeURIComponent(encoded);
};

describe("an asset in the library", () => {
  it("has the size of its picture as it is to be seen, and its duration", () =>
    inWorkspace(async () => {
      await newAsset({ technical: technical({}) });
      expect((await page({})).items).toMatchObject([{ width: 1080, height: 1920, durationMs: 4200 }]);
    }));

  it("has no size when it is sound alone", () =>
    inWorkspace(async () => {
      await newAsset({ technical: technical(null) });
      const [summary] = (await page({})).items;
      expect(summary).toMatchObject({ durationMs: 4200 });
      expect(summary).not.toHaveProperty("width");
    }));
});

describe("the pictures of an asset in a list", () => {
  const pictures = async () => {
    const [{ posterUrl, thumbnailUrl } = {}] = (await page({})).items;
    return [posterUrl, thumbnailUrl].map((url) => url && new URL(url).pathname.split("/").at(-1));
  };

  it("are its poster as a card needs it", () =>
    inWorkspace(async () => {
      const { assetId } = await newAsset({ technical: technical({}), hasThumbnail: true }, "ready");
      expect(await pictures()).toEqual([undefined, "thumbnail.jpg"]);
      // By itself it has both.
      const { posterUrl, thumbnailUrl } = await info(assetId);
      expect([posterUrl, thumbnailUrl]).toEqual([
        expect.stringMatching(/poster\.jpg\?/),
        expect.stringMatching(/thumbnail\.jpg\?/),
      ]);
    }));

  it("are there, and what else is known of it, where its row was written before there was a format", () =>
    inWorkspace(async () => {
      const { assetId } = await newAsset({ technical: technical({}), hasThumbnail: true }, "ready");
      await AssetEntity.patch({ workspaceId: useActor().workspaceId, assetId }).remove(["format"]).go();
      expect(await pictures()).toEqual([undefined, "thumbnail.jpg"]);
      expect((await page({})).items).toMatchObject([{ durationMs: 4200, width: 1080, height: 1920 }]);
    }));

  it("are the poster alone where the work was done before there were thumbnails", () =>
    inWorkspace(async () => {
      await newAsset({ technical: technical({}) }, "ready");
      expect(await pictures()).toEqual(["poster.jpg", undefined]);
    }));

  it("are not told of before it is ready", () =>
    inWorkspace(async () => {
      await newAsset({ technical: technical({}), hasThumbnail: true });
      expect(await pictures()).toEqual([undefined, undefined]);
    }));
});

describe("how long the steps took", () => {
  it("is told by the attempts while a run goes on, and by the asset once it is ready", () =>
    inWorkspace(async (workspaceId) => {
      const [assetId, runId] = [createId("ast"), createId("run")];
      await Assets.create({ assetId, name: NAME, status: "processing", key: `uploads/x/${assetId}`, bytes: 3, runId });
      await Run.begin({ runId, assetId, workflow: "Ingest" });
      const step = { runId, assetId, step: "Inspect", attempt: 1 };
      await Step.begin(step);
      expect((await info(assetId)).timingsMs).toEqual({});
      await Step.end(step);
      const { timingsMs } = await info(assetId);
      expect(timingsMs).toEqual({ Inspect: expect.any(Number) });
      await finish({ assetId, runId });
      await AttemptEntity.delete({ workspaceId, runId, step: "Inspect", attempt: 1 }).go();
      expect((await info(assetId)).timingsMs).toEqual(timingsMs);
    }));
});

describe("a download", () => {
  it("saves the original under its own name, whatever letters that has", () =>
    inWorkspace(async () => {
      const asset = await newAsset();
      await uploadWhole("abc", originalOf(asset), "video/quicktime");
      expect(await savedAs((await info(asset.assetId)).downloadUrl)).toBe(NAME);
    }));

  it("saves a derivative under a name of its asset, and shows it by its other URL", () =>
    inWorkspace(async (workspaceId) => {
      const { assetId } = await newAsset();
      const place = { bucket: Resource.Media.name, key: `${workspaceId}/${assetId}/poster.jpg` };
      await uploadWhole("abc", place, "image/jpeg");
      await Derivatives.register({
        assetId,
        derivative: {
          ...{ kind: "poster", uri: `s3://${place.bucket}/${place.key}`, bytes: 3, sha256: "0".repeat(64) },
          ...{ contentType: "image/jpeg", width: 1, height: 1, atMs: 0 },
        },
        provenance: { inputs: {}, operation: "poster", parameters: {}, tool: "test" },
      });
      const [poster] = (await info(assetId)).derivatives;
      expect(await savedAs(poster?.downloadUrl)).toBe("Ünï (1) 'take'.poster.jpg");
      expect((await fetch(poster?.url ?? "")).headers.get("content-disposition")).toBeNull();
    }));

  it("is not offered while the original is on its way", () =>
    inWorkspace(async () => {
      const { assetId } = await newAsset({}, "uploading");
      expect(await info(assetId)).not.toHaveProperty("downloadUrl");
    }));
});
