import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { GetTranscriptionJobCommand, TranscribeClient } from "@aws-sdk/client-transcribe";
import type { AudioTrack, SubtitleTrack, Technical } from "@videoflow/core/asset/technical.schema";
import { audioTrack, technical } from "@videoflow/core/derivative/testing";
import { createId } from "@videoflow/core/id";
import { inWorkspace, startTestStage } from "@videoflow/core/testing";
import { Transcript } from "@videoflow/core/transcript/transcript.schema";
import type { UnderstandStep } from "@videoflow/core/understanding/understanding.schema";
import { newToken } from "@videoflow/local/services/states/engine/token";
import { installWhisper, token } from "@videoflow/local/services/transcribe/testing";
import type { Context, EventBridgeEvent } from "aws-lambda";
import { Resource } from "sst";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const stage = await startTestStage();
const Assets = await import("@videoflow/core/asset/asset");
const { placeOf, readText, uploadFile, uploadWhole, uriOf } = await import("@videoflow/core/bucket");
const Derivatives = await import("@videoflow/core/derivative/derivative");
const { readDocument } = await import("@videoflow/core/document");
const { mediaOf } = await import("@videoflow/core/asset/place");
const { attemptsOf } = await import("@videoflow/core/run/run");
const { handler: captions } = await import("./captions.ts");
const { handler: hear } = await import("./hear.ts");
const { handler: settle } = await import("./hear-settle.ts");

const context = { awsRequestId: "test" } as Context;
const transcribe = new TranscribeClient({});
let whisper: Awaited<ReturnType<typeof installWhisper>>;
let directory = "";

const SRT = "1\n00:00:01,000 --> 00:00:02,500\nGood morning.\n";
const clip = ["-f", "lavfi", "-i", "testsrc2=s=160x120:r=25:d=4", "-f", "lavfi", "-i", "sine=d=4"];
const at = (name: string) => join(directory, name);
const ffmpeg = (...args: string[]) => promisify(execFile)("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args]);

beforeAll(async () => {
  whisper = await installWhisper("en", token(" Hello", 100, 500, 0.9), token(" there.", 500, 900, 0.4));
  directory = await mkdtemp(join(tmpdir(), "hear-"));
  await writeFile(at("words.srt"), SRT);
  await ffmpeg(...clip, "-c:v", "libx264", "-c:a", "aac", at("plain.mp4"));
  await ffmpeg("-i", at("plain.mp4"), "-vn", "-c", "copy", at("audio.m4a"));
  await ffmpeg("-i", at("plain.mp4"), "-i", at("words.srt"), "-c", "copy", "-c:s", "mov_text", at("subtitled.mp4"));
});
afterAll(async () => {
  await stage.stop();
  await whisper.end();
  await rm(directory, { recursive: true });
});

/** A token of an execution that is over: nobody hears the answer, as when a step was timed out. */
const tokenOf = (name: string) =>
  newToken(`arn:aws:states:us-east-1:000000000000:execution:Understand:${name.replace(" ", "-")}`);

const track = (changes: Partial<SubtitleTrack> = {}): SubtitleTrack => ({
  ...{ index: 2, codec: "mov_text", language: "eng", title: null, default: true, forced: false },
  ...changes,
});

/** An asset as it is when Understand begins: proved, inspected, with clean sound when it has any. */
async function asset(workspaceId: string, changes: Partial<Technical> = {}, file = "plain.mp4") {
  const assetId = createId("ast");
  const key = `uploads/${workspaceId}/${assetId}/clip.mp4`;
  await uploadFile(at(file), { bucket: Resource.Input.name, key }, "video/mp4");
  await Assets.create({ assetId, name: "clip.mp4", key, bytes: 1, status: "processing" });
  const facts = technical({ durationMs: 4000, ...changes });
  await Assets.describe(assetId, { technical: facts, fingerprint: "a".repeat(64) });
  const found = await Assets.getInspected(assetId);
  if (facts.audio) {
    const place = mediaOf(found, "audio.m4a");
    const fixity = await uploadFile(at("audio.m4a"), place, "audio/mp4");
    await Derivatives.register({
      assetId,
      derivative: {
        ...{ kind: "audio", uri: uriOf(place), contentType: "audio/mp4", ...fixity, durationMs: 4000 },
        ...{ codec: "aac", channels: 1, sampleRate: 16_000 },
      },
      provenance: { inputs: {}, operation: "transcode", parameters: {}, tool: "test" },
    });
  }
  let attempt = 0;
  const told = { workspaceId, assetId, runId: assetId.replace("ast", "run") };
  return {
    ...found,
    sidecar: (name: string, text: string | Uint8Array) =>
      uploadWhole(
        String(text),
        { bucket: Resource.Input.name, key: `uploads/${workspaceId}/${assetId}/sidecars/${name}` },
        "text/plain",
      ),
    /** The step runs once more, with a token of its own. */
    hear: async (from: UnderstandStep | null = null) => {
      const token = tokenOf(`${assetId} ${attempt}`);
      return { token, output: await hear({ ...told, step: "Hear", attempt: attempt++, from, token }, context) };
    },
    captions: () => captions({ ...told, step: "Captions", attempt: attempt++, from: null }, context),
    transcript: async () => readDocument(placeOf((await Derivatives.get(assetId, "transcript")).uri), Transcript),
    words: async () => (await Derivatives.get(assetId, "transcript")).words,
  };
}

/** The job of this workspace, when it has come to its end. */
async function ended(workspaceId: string, token: string) {
  const callbackId = createHash("sha256").update(token).digest("hex").slice(0, 32);
  const TranscriptionJobName = `${workspaceId}.${callbackId}`;
  for (;;) {
    const { TranscriptionJob } = await transcribe.send(new GetTranscriptionJobCommand({ TranscriptionJobName }));
    if (TranscriptionJob?.CompletionTime) return TranscriptionJob;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function settled(workspaceId: string, token: string): Promise<void> {
  const { TranscriptionJobName, TranscriptionJobStatus } = await ended(workspaceId, token);
  const detail = { TranscriptionJobName, TranscriptionJobStatus };
  await settle({ id: "event", detail } as EventBridgeEvent<string, unknown>, context);
}

describe("words that people wrote", () => {
  it("come from a sidecar before a subtitle track", () =>
    inWorkspace(async (workspaceId) => {
      const film = await asset(workspaceId, { subtitles: [track()] }, "subtitled.mp4");
      await film.sidecar("clip.de.srt", SRT.replace("Good morning", "Guten Morgen allerseits"));
      const { output } = await film.hear();
      expect(output).toEqual({
        outcome: "heard",
        source: "sidecar",
        engine: "subrip",
        language: "de",
        words: 3,
        confidence: 1,
      });
      expect(await film.transcript()).toMatchObject({ source: "sidecar", language: "de", quotable: true, notes: [] });
    }));

  it("come from a subtitle track before a machine", () =>
    inWorkspace(async (workspaceId) => {
      const film = await asset(workspaceId, { subtitles: [track({ language: "eng" })] }, "subtitled.mp4");
      expect((await film.hear()).output).toMatchObject({
        source: "embedded",
        engine: "mov_text",
        language: "en",
        words: 2,
      });
    }));

  it("are passed over with a reason when they cannot be used", () =>
    inWorkspace(async (workspaceId) => {
      const subtitles = [
        track({ index: 9 }),
        track({ forced: true }),
        track({ index: 3, codec: "hdmv_pgs_subtitle" }),
        track(),
      ];
      const film = await asset(workspaceId, { subtitles }, "subtitled.mp4");
      await film.sidecar("clip.json", '{"lens": "35mm"}');
      expect((await film.hear()).output).toMatchObject({ source: "embedded", words: 2 });
      expect((await film.transcript()).notes).toEqual([
        "clip.json was not used: it is JSON of neither Amazon Transcribe nor Whisper",
        expect.stringContaining("Subtitle track 9 (mov_text) was not used: ffmpeg cannot read it"),
      ]);
    }));

  it("are read once, and again when they are other words, or when that is wanted", () =>
    inWorkspace(async (workspaceId) => {
      const film = await asset(workspaceId);
      await film.sidecar("clip.srt", SRT);
      await film.hear();
      const first = await Derivatives.findRow(film.assetId, "transcript");
      await film.hear();
      expect(await Derivatives.findRow(film.assetId, "transcript")).toEqual(first);
      await film.sidecar("clip.srt", SRT.replace("Good", "Good good"));
      await film.hear();
      expect(await film.words()).toBe(3);
      const { provenance, derivative } = (await Derivatives.findRow(film.assetId, "transcript")) ?? never();
      await Derivatives.register({
        assetId: film.assetId,
        provenance,
        derivative: { ...derivative, words: 99 } as never,
      });
      await film.hear();
      expect(await film.words()).toBe(99);
      await film.hear("Hear");
      expect(await film.words()).toBe(3);
    }));
});

describe("sound of which nobody wrote the words", () => {
  it("is heard by a machine, as sure as that is", () =>
    inWorkspace(async (workspaceId) => {
      const film = await asset(workspaceId);
      await film.sidecar("clip.srt", "nothing of use");
      const { output, token } = await film.hear();
      expect(output).toEqual({ outcome: "ordered" });
      await settled(workspaceId, token);
      const transcript = await film.transcript();
      expect(transcript).toMatchObject({
        ...{ source: "recognition", engine: "whisper.cpp tiny", language: "en", timing: "measured", quotable: false },
        notes: ["clip.srt was not used: it has no cue with times: it is neither SubRip nor WebVTT"],
        words: [
          { text: "Hello", startMs: 100, endMs: 500, confidence: 0.9 },
          { text: "there.", startMs: 500, endMs: 900, confidence: 0.4 },
        ],
      });
      // The same news again, and the same step again, change nothing.
      await settled(workspaceId, token);
      expect((await film.hear()).output).toMatchObject({ outcome: "heard", source: "recognition", words: 2 });
      expect(await film.transcript()).toEqual(transcript);
    }));

  it("is ordered once when the step is cut off after the order", () =>
    inWorkspace(async (workspaceId) => {
      const film = await asset(workspaceId);
      const told = { workspaceId, assetId: film.assetId, runId: film.assetId.replace("ast", "run") };
      const order = { ...told, step: "Hear", attempt: 0, from: null, token: tokenOf(film.assetId) };
      expect(await hear(order, context)).toEqual({ outcome: "ordered" });
      expect(await hear(order, context)).toEqual({ outcome: "ordered" });
      await settled(workspaceId, order.token);
      expect(await film.words()).toBe(2);
    }));

  it("gives no words, with the reason, when nobody here hears its language", () =>
    inWorkspace(async (workspaceId) => {
      const audio: AudioTrack = audioTrack({ language: "deu" });
      const film = await asset(workspaceId, { audio });
      await writeFile(whisper.at("ggml-tiny.en.bin"), "");
      process.env.VIDEOFLOW_WHISPER_MODEL = whisper.at("ggml-tiny.en.bin");
      const { token } = await film.hear();
      await settled(workspaceId, token);
      process.env.VIDEOFLOW_WHISPER_MODEL = whisper.at("ggml-tiny.bin");
      expect(await film.transcript()).toMatchObject({
        ...{ words: [], confidence: 0, quotable: false, language: "de-DE", engine: "whisper.cpp tiny.en" },
        notes: [expect.stringMatching(/language de-DE .* VIDEOFLOW_WHISPER_MODEL/)],
      });
      expect(await film.captions()).toEqual({ cues: 0 });
    }));

  it("fails the step with the job's reason when it cannot be heard", () =>
    inWorkspace(async (workspaceId) => {
      const film = await asset(workspaceId);
      await uploadWhole("no sound", mediaOf(film, "audio.m4a"), "audio/mp4");
      const { token } = await film.hear();
      await settled(workspaceId, token);
      expect(await Derivatives.find(film.assetId, "transcript")).toBeUndefined();
      expect(await attemptsOf(film.assetId.replace("ast", "run"))).toMatchObject([
        {
          status: "failed",
          error: { code: "transcription_failed", message: expect.stringContaining("no media that can be decoded") },
        },
      ]);
    }));
});

it("a silent film without words is skipped, and so are its captions", () =>
  inWorkspace(async (workspaceId) => {
    const film = await asset(workspaceId, { audio: null });
    expect((await film.hear()).output).toEqual({ outcome: "skipped", notes: [] });
    expect(await film.captions()).toEqual({ outcome: "skipped" });
  }));

it("captions are made of what was heard, as WebVTT and as SubRip", () =>
  inWorkspace(async (workspaceId) => {
    const film = await asset(workspaceId);
    await film.sidecar("clip.en.srt", SRT);
    await film.hear();
    expect(await film.captions()).toEqual({ cues: 1 });
    expect(await Derivatives.get(film.assetId, "captions")).toMatchObject({
      language: "en",
      cues: 1,
      contentType: "text/vtt",
    });
    expect(await readText(mediaOf(film, "captions.vtt"))).toBe(
      "WEBVTT\n\nNOTE From a file beside the footage (subrip)\n\n00:00:01.000 --> 00:00:02.500\nGood morning.\n",
    );
    expect(await readText(mediaOf(film, "captions.srt"))).toBe("1\n00:00:01,000 --> 00:00:02,500\nGood morning.\n");
  }));

it("news of jobs that are not ours changes nothing", async () => {
  for (const TranscriptionJobName of ["somebody.else", `${createId("wsp")}.${"0".repeat(32)}`]) {
    const detail = { TranscriptionJobName, TranscriptionJobStatus: "COMPLETED" };
    expect(await settle({ id: "event", detail } as EventBridgeEvent<string, unknown>, context)).toBe(false);
  }
});

function never(): never {
  throw new Error("It was there before");
}
