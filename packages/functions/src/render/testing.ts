import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as Assets from "@videoflow/core/asset/asset";
import { originalOf } from "@videoflow/core/asset/place";
import { etagOf, uploadFile } from "@videoflow/core/bucket";
import type { Deliverable } from "@videoflow/core/cut/cut.schema";
import { writeSpec } from "@videoflow/core/cut/documents";
import * as Rows from "@videoflow/core/cut/row";
import type { VariantSpec } from "@videoflow/core/cut/variant-spec.schema";
import { createId } from "@videoflow/core/id";
import { inspect } from "@videoflow/media/inspect";

// For tests, which load it when their stage is there.

const ffmpeg = (...args: string[]) => promisify(execFile)("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args]);

const tone = (seconds: number) => `sine=f=330:r=48000:d=${seconds}`;

/** An asset with a picture that moves and, by default, a tone. Returns its id. */
export async function makeAsset(seconds = 10, filters = "noise=alls=10:allf=t", sound = tone(seconds)) {
  const directory = await mkdtemp(join(tmpdir(), "render-"));
  try {
    const file = join(directory, "source.mp4");
    await ffmpeg(
      ...["-f", "lavfi", "-i", `testsrc2=s=640x360:r=25:d=${seconds},${filters}`, "-f", "lavfi", "-i", sound],
      ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", file],
    );
    return await putAsset(file);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function putAsset(file: string): Promise<string> {
  const assetId = createId("ast");
  const { technical } = await inspect(file);
  if (!technical) throw new Error("The footage cannot be read");
  const key = `uploads/x/${assetId}/a.mp4`;
  const { sha256 } = await uploadFile(file, originalOf({ key }), "video/mp4");
  const etag = (await etagOf(originalOf({ key }))) ?? "";
  await Assets.create({
    ...{ assetId, name: "a.mp4", status: "received", key, bytes: 1, etag, technical, fingerprint: sha256 },
  });
  return assetId;
}

/** A cut whose revision is this spec, and which nobody renders yet. Returns its id. */
export async function putCut(spec: VariantSpec): Promise<string> {
  const [cutId, runId] = [createId("cut"), createId("run")];
  const { useCase, title } = spec;
  await Rows.create({
    ...{ cutId, runId, useCase, title, status: "composed", revision: 1, reviews: [], deliverables: [] },
    quote: { microUsd: 0, durationMs: 0, parts: [] },
    order: {
      ...{ useCase, footage: { by: "search", query: "x" }, brief: "", duration: { targetMs: 1000, toleranceMs: 0 } },
      ...{ tone: "neutral", mustHave: [], mustNotHave: [] },
      formats: [{ name: "landscape", lines: 540, captions: "none", hls: false }],
      ...{ brand: spec.brand, loudness: -14, render: "when_approved" },
    },
  });
  await writeSpec({ ...spec, cutId });
  return cutId;
}

/** Hashes by name of all but the OTIO, which tells its cut's id. */
export const hashes = (deliverables: readonly Deliverable[]) =>
  Object.fromEntries(
    deliverables.filter(({ name }) => name !== "timeline.otio").map(({ name, sha256 }) => [name, sha256]),
  );
