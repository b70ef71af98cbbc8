import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import {
  DeleteTranscriptionJobCommand,
  GetTranscriptionJobCommand,
  ListTranscriptionJobsCommand,
  type StartTranscriptionJobCommandInput,
} from "@aws-sdk/client-transcribe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCESS_ROLE, installWhisper, startTranscribe, token } from "./testing.ts";

let cloud: Awaited<ReturnType<typeof startTranscribe>>;
let whisper: Awaited<ReturnType<typeof installWhisper>>;

async function sound(filter: string, format = "wav"): Promise<Buffer> {
  const args = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", filter, "-f", format, "pipe:1"];
  const { stdout } = await promisify(execFile)("ffmpeg", args, { encoding: "buffer", maxBuffer: 2 ** 26 });
  return stdout;
}

beforeAll(async () => {
  cloud = await startTranscribe();
  await cloud.createBucket();
  await cloud.put("sound.wav", await sound("sine=f=300:d=2"));
  whisper = await installWhisper(
    "en",
    ...[token("[_BEG_]", 0, 0, 1), token(" Good", 100, 300, 0.9), token(" morn", 300, 500, 0.8)],
    ...[token("ing", 500, 700, 0.6), token(".", 700, 700, 0.7), token(" Yes", 1800, 1900, 0.5)],
  );
});
afterAll(async () => {
  await whisper.end();
  await cloud.stop();
});

const job = async (name: string) =>
  (await cloud.client.send(new GetTranscriptionJobCommand({ TranscriptionJobName: name }))).TranscriptionJob;

it("hears a job's media and writes what Transcribe would write", async () => {
  const { TranscriptionJob } = await cloud.client.send(
    cloud.order("whole", {
      Settings: { ShowSpeakerLabels: true, MaxSpeakerLabels: 4 },
      Tags: [{ Key: "a", Value: "b" }],
    }),
  );
  expect(TranscriptionJob).toMatchObject({ TranscriptionJobName: "whole", TranscriptionJobStatus: "QUEUED" });
  expect(await cloud.end("whole")).toEqual({ TranscriptionJobName: "whole", TranscriptionJobStatus: "COMPLETED" });
  expect(await job("whole")).toMatchObject({
    ...{ TranscriptionJobStatus: "COMPLETED", LanguageCode: "en", IdentifiedLanguageScore: 1 },
    ModelSettings: { LanguageModelName: "whisper.cpp tiny" },
    Transcript: { TranscriptFileUri: `${cloud.endpoint}/media/heard/whole.json` },
    CompletionTime: expect.any(Date),
  });
  const spoken = (id: number, content: string, start_time: string, end_time: string, confidence: string) => ({
    ...{ id, type: "pronunciation", start_time, end_time, alternatives: [{ confidence, content }] },
  });
  expect(await cloud.result("heard/whole.json")).toEqual({
    jobName: "whole",
    accountId: "000000000000",
    status: "COMPLETED",
    results: {
      transcripts: [{ transcript: "Good morning. Yes" }],
      language_code: "en",
      language_identification: [{ code: "en", score: "1" }],
      speaker_labels: { channel_label: "ch_0", speakers: 0, segments: [] },
      items: [
        spoken(0, "Good", "0.100", "0.300", "0.900"),
        spoken(1, "morning", "0.300", "0.700", "0.700"),
        { id: 2, type: "punctuation", alternatives: [{ confidence: "0.0", content: "." }] },
        spoken(3, "Yes", "1.800", "1.900", "0.500"),
      ],
      audio_segments: [
        { id: 0, transcript: "Good morning.", start_time: "0.100", end_time: "0.700", items: [0, 1, 2] },
        { id: 1, transcript: "Yes", start_time: "1.800", end_time: "1.900", items: [3] },
      ],
    },
  });
});

it("gives long sound to the engine in pieces, with times of the whole", async () => {
  await cloud.put("long.mka", await sound("sine=f=300:d=610:r=16000", "matroska"));
  await cloud.client.send(cloud.order("long", { Media: { MediaFileUri: "s3://media/long.mka" } }));
  expect(await cloud.end("long")).toMatchObject({ TranscriptionJobStatus: "COMPLETED" });
  const { results } = await cloud.result("heard/long.json");
  const starts = (results.items as { start_time?: string; alternatives: { content: string }[] }[])
    .filter(({ alternatives }) => alternatives[0]?.content === "Good")
    .map(({ start_time }) => Number(start_time));
  expect(starts).toHaveLength(3);
  for (const [index, start] of starts.entries())
    expect(Math.abs(start - 300 * index)).toBeLessThanOrEqual(15 * index + 0.1);
});

it("tells the engine the language that was asked for", async () => {
  await cloud.client.send(cloud.order("german", { IdentifyLanguage: undefined, LanguageCode: "de-DE" }));
  await cloud.end("german");
  expect(await job("german")).toMatchObject({ LanguageCode: "de-DE" });
  expect((await readFile(whisper.at("calls"), "utf8")).trim().split("\n").at(-1)).toContain(" -l de ");
});

it("names the result after the job in the folder that is given", async () => {
  await cloud.client.send(cloud.order("named", { OutputKey: "heard/folder/" }));
  await cloud.end("named");
  expect(await cloud.result("heard/folder/named.json")).toMatchObject({ jobName: "named" });
});

describe("a job that cannot be done fails with a reason", () => {
  it.each([
    ["no media", "picture.txt", () => Buffer.from("This is no film."), "no media that can be decoded"],
    ["no sound", "silent.mkv", () => sound("testsrc=d=1", "matroska"), "has no sound"],
  ])("when there is %s", async (name, Key, body, reason) => {
    await cloud.put(Key, await body());
    const TranscriptionJobName = name.replace(" ", "-");
    await cloud.client.send(cloud.order(TranscriptionJobName, { Media: { MediaFileUri: `s3://media/${Key}` } }));
    const event = await cloud.end(TranscriptionJobName);
    expect(event).toMatchObject({ TranscriptionJobStatus: "FAILED", FailureReason: expect.stringContaining(reason) });
    expect(await job(TranscriptionJobName)).toMatchObject({ FailureReason: event.FailureReason });
  });
});

describe("an order is refused", () => {
  it.each<[string, Partial<StartTranscriptionJobCommandInput>, string]>([
    ["without a bucket for the result", { OutputBucketName: undefined }, "OutputBucketName is required"],
    ["with a name that is none", { TranscriptionJobName: "a b" }, "'transcriptionJobName'"],
    ["without a language", { IdentifyLanguage: undefined }, "either LanguageCode or IdentifyLanguage"],
    [
      "in a language that there is not",
      { IdentifyLanguage: undefined, LanguageCode: "tlh" as never },
      "'languageCode'",
    ],
    ["of something that is not in S3", { Media: { MediaFileUri: "https://example.com/a.mp3" } }, "s3://bucket/key"],
    ["of something that is not there", { Media: { MediaFileUri: "s3://media/nothing.wav" } }, "can't be accessed"],
    ["with speakers of unknown number", { Settings: { ShowSpeakerLabels: true } }, "MaxSpeakerLabels"],
    ["with what is not there: subtitles", { Subtitles: { Formats: ["vtt"] } }, "Subtitles: Transcribe on this machine"],
    ["with a vocabulary", { Settings: { VocabularyName: "words" } }, "Settings.VocabularyName"],
  ])("%s", async (_what, changes, message) => {
    await expect(cloud.client.send(cloud.order("refused", changes))).rejects.toMatchObject({
      name: "BadRequestException",
      message: expect.stringContaining(message),
    });
  });

  it("under a name that is taken", async () => {
    await cloud.client.send(cloud.order("twice"));
    await expect(cloud.client.send(cloud.order("twice"))).rejects.toMatchObject({ name: "ConflictException" });
    await cloud.end("twice");
  });
});

describe("rights", () => {
  it("are needed for the job by its name, for the media and for the result", async () => {
    await cloud.as("Product").send(cloud.order("mine.1"));
    expect(await cloud.end("mine.1")).toMatchObject({ TranscriptionJobStatus: "COMPLETED" });
    await expect(cloud.as("Product").send(cloud.order("yours.1"))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    const elsewhere = cloud.order("mine.2", { OutputKey: "elsewhere.json" });
    await expect(cloud.as("Product").send(elsewhere)).rejects.toThrow("s3:PutObject");
    await expect(cloud.as("Blind").send(cloud.order("mine.3"))).rejects.toThrow("s3:GetObject");
  });

  it("can be those of a role that may be passed", async () => {
    const JobExecutionSettings = { DataAccessRoleArn: ACCESS_ROLE };
    await cloud.as("Delegate").send(cloud.order("mine.4", { JobExecutionSettings }));
    expect(await cloud.end("mine.4")).toMatchObject({ TranscriptionJobStatus: "COMPLETED" });
    const asked = cloud.as("Product").send(cloud.order("mine.5", { JobExecutionSettings }));
    await expect(asked).rejects.toThrow("iam:PassRole");
  });
});

it("lists jobs in pages, newest first, and forgets those that are deleted", async () => {
  for (const name of ["list.1", "list.2", "list.3"]) await cloud.client.send(cloud.order(name));
  for (const name of ["list.1", "list.2", "list.3"]) await cloud.end(name);
  const names = async (NextToken?: string) => {
    const asked = new ListTranscriptionJobsCommand({
      JobNameContains: "list.",
      Status: "COMPLETED",
      MaxResults: 2,
      NextToken,
    });
    const { TranscriptionJobSummaries = [], NextToken: next } = await cloud.client.send(asked);
    return { names: TranscriptionJobSummaries.map(({ TranscriptionJobName }) => TranscriptionJobName), next };
  };
  const page = await names();
  expect(page.names).toEqual(["list.3", "list.2"]);
  expect((await names(page.next)).names).toEqual(["list.1"]);
  await cloud.client.send(new DeleteTranscriptionJobCommand({ TranscriptionJobName: "list.2" }));
  expect((await names()).names).toEqual(["list.3", "list.1"]);
  await expect(job("list.2")).rejects.toMatchObject({ name: "BadRequestException" });
});
