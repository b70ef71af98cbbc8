import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CancelJobCommand,
  CreateJobCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  DescribeEndpointsCommand,
  GetJobCommand,
  GetQueueCommand,
  type JobSettings,
  ListJobsCommand,
  ListQueuesCommand,
  MediaConvertClient,
  UpdateQueueCommand,
} from "@aws-sdk/client-mediaconvert";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { derivatives, ffmpeg, QUEUE, ROLE, startMediaConvert } from "./testing.ts";

let cloud: Awaited<ReturnType<typeof startMediaConvert>>;
const pictureOnly = { video: true, audio: false };
const testClip = ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=4", "-c:v", "libx264", "-preset", "ultrafast"];

beforeAll(async () => {
  cloud = await startMediaConvert();
  await cloud.createBuckets();
  await ffmpeg([...testClip, cloud.local("film.mp4")]);
  await cloud.put("film.mp4");
  // As large as it is ordered below it takes minutes to encode: it is always cancelled before its end.
  await ffmpeg(["-stream_loop", "200", "-i", cloud.local("film.mp4"), "-c", "copy", cloud.local("endless.ts")]);
  await cloud.put("endless.ts");
}, 60_000);
afterAll(() => cloud.close());

const film = () => derivatives("film.mp4", pictureOnly);

it("runs a job from submission to completion and tells each state", async () => {
  const id = await cloud.createJob(film(), { metadata: { run: "run_1" } });
  const end = await cloud.end(id);
  expect(end).toMatchObject({
    status: "COMPLETE",
    userMetadata: { run: "run_1" },
    outputGroupDetails: [
      {
        type: "FILE_GROUP",
        outputDetails: [
          {
            outputFilePaths: ["s3://media/film.mp4/proxy.mp4"],
            durationInMs: 4000,
            videoDetails: { widthInPx: 160, heightInPx: 120 },
          },
        ],
      },
      { type: "FILE_GROUP", outputDetails: [{ outputFilePaths: ["s3://media/film.mp4/frames/frame.0000001.jpg"] }] },
    ],
  });
  expect(cloud.events.filter((event) => event.jobId === id).map((event) => event.status)).toContain("PROGRESSING");
  const { Job } = await cloud.client.send(new GetJobCommand({ Id: id }));
  expect(Job).toMatchObject({ Id: id, Status: "COMPLETE", Role: ROLE, Queue: QUEUE, JobPercentComplete: 100 });
  expect(Job?.Settings?.Inputs?.[0]?.FileInput).toBe("s3://input/film.mp4");
  expect(Job?.Timing?.FinishTime).toBeInstanceOf(Date);
});

it("gives the same job for the same request token, and refuses other settings under it", async () => {
  const id = await cloud.createJob(film(), { token: "once" });
  expect(await cloud.createJob(film(), { token: "once" })).toBe(id);
  await expect(cloud.createJob(derivatives("other.mp4", pictureOnly), { token: "once" })).rejects.toMatchObject({
    name: "ConflictException",
  });
  await cloud.end(id);
});

it("tells how far a job is and stops it when it is cancelled", async () => {
  const id = await cloud.createJob(derivatives("endless.ts", pictureOnly, { Width: 1920, Height: 1080 }));
  expect(await cloud.started(id)).toMatchObject({
    jobProgress: { currentPhase: "TRANSCODING", jobPercentComplete: expect.any(Number) },
  });
  await cloud.client.send(new CancelJobCommand({ Id: id }));
  expect(await cloud.end(id)).toMatchObject({ status: "CANCELED" });
  await expect(cloud.client.send(new CancelJobCommand({ Id: id }))).rejects.toMatchObject({
    name: "ConflictException",
  });
  const { Contents = [] } = await cloud.s3.send(new ListObjectsV2Command({ Bucket: "media", Prefix: "endless.ts" }));
  expect(Contents).toEqual([]);
});

describe("a job that cannot be done ends with MediaConvert's error", () => {
  const audioOnly = (name: string) => derivatives(name, { video: false, audio: true });
  const elsewhere = (settings: JobSettings): JobSettings => {
    const [group] = settings.OutputGroups ?? [];
    const Destination = "s3://forbidden/proxy";
    const OutputGroupSettings = { Type: "FILE_GROUP_SETTINGS" as const, FileGroupSettings: { Destination } };
    return { ...settings, OutputGroups: [{ ...group, OutputGroupSettings }] };
  };
  it.each([
    ["the input does not exist", () => derivatives("nowhere.mp4", pictureOnly), 1404, "NoSuchKey"],
    ["the role may not read the input", () => readFrom("s3://secret/film.mp4"), 1401, "AccessDenied"],
    ["the role may not write the output", () => elsewhere(film()), 1433, "AccessDenied"],
    ["the input is no media", () => derivatives("text.mp4", pictureOnly), 1010, "Failed probe/open"],
    ["the input has no sound", () => audioOnly("film.mp4"), 1041, "no audio track"],
  ])("when %s", async (_when, settings, errorCode, words) => {
    await writeFile(cloud.local("text.mp4"), "This is no film.");
    await cloud.put("text.mp4");
    const end = await cloud.end(await cloud.createJob(settings()));
    expect(end).toMatchObject({ status: "ERROR", errorCode, errorMessage: expect.stringContaining(words) });
  });
  const readFrom = (FileInput: string): JobSettings => {
    const settings = film();
    return { ...settings, Inputs: [{ ...settings.Inputs?.[0], FileInput }] };
  };
});

it("reads nothing else when a playlist is given as a film", async () => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/leak.ts`;
  const attack = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${url}\n#EXTINF:2,\n${cloud.local("film.mp4")}\n`;
  await writeFile(cloud.local("attack.mp4"), attack);
  await cloud.put("attack.mp4");
  const end = await cloud.end(await cloud.createJob(derivatives("attack.mp4", pictureOnly)));
  server.close();
  expect(end).toMatchObject({ status: "ERROR", errorCode: 1010 });
  expect(requests).toEqual([]);
});

describe("settings that cannot be carried out are refused by name", () => {
  const changed = (change: (settings: JobSettings) => unknown): JobSettings => {
    const settings = film();
    change(settings);
    return settings;
  };
  const output = (settings: JobSettings) => settings.OutputGroups?.[0]?.Outputs?.[0] ?? {};
  it.each<[string, JobSettings, string]>([
    ["no inputs", changed((s) => Object.assign(s, { Inputs: [] })), "/inputs: must have 1 to 1 entries"],
    [
      "an HLS group",
      changed((s) =>
        Object.assign(s, { OutputGroups: [{ OutputGroupSettings: { Type: "HLS_GROUP_SETTINGS" }, Outputs: [{}] }] }),
      ),
      '/outputGroups/0/outputGroupSettings/type: "HLS_GROUP_SETTINGS"',
    ],
    [
      "a watermark",
      changed((s) => {
        const description = output(s).VideoDescription;
        if (description) description.VideoPreprocessors = { ImageInserter: {} };
      }),
      "/outputGroups/0/outputs/0/videoDescription/videoPreprocessors/imageInserter",
    ],
    [
      "captions",
      changed((s) => Object.assign(output(s), { CaptionDescriptions: [{}] })),
      "/outputGroups/0/outputs/0/captionDescriptions",
    ],
    [
      "a setting of a wrong kind",
      changed((s) => {
        const description = output(s).VideoDescription;
        if (description) description.Width = 7;
      }),
      "videoDescription/width: must be a number from 32 to 8192, and is 7",
    ],
    [
      "an audio source that is not selected",
      changed((s) => {
        const AacSettings = { SampleRate: 48_000 };
        output(s).AudioDescriptions = [{ AudioSourceName: "Nobody", CodecSettings: { Codec: "AAC", AacSettings } }];
      }),
      "audioSourceName Nobody",
    ],
    [
      "a bit rate that is missing",
      changed((s) =>
        Object.assign(output(s).VideoDescription?.CodecSettings?.H264Settings ?? {}, { MaxBitrate: undefined }),
      ),
      "maxBitrate is required with rateControlMode QVBR",
    ],
    ["frame captures only", changed((s) => s.OutputGroups?.shift()), "frame captures only"],
  ])("%s", async (_name, settings, message) => {
    await expect(cloud.createJob(settings)).rejects.toMatchObject({
      name: "BadRequestException",
      message: expect.stringContaining(message),
    });
  });
});

it("lets only those create jobs who may pass the role", async () => {
  const asRole = (name: string) => {
    const arn = `arn:aws:iam::000000000000:role/${name}`;
    const credentials = cloud.cloud.credentialsOf({ kind: "role", arn, session: "test" });
    return new MediaConvertClient({ ...cloud.clientConfig, credentials });
  };
  const create = new CreateJobCommand({ Role: ROLE, Queue: QUEUE, Settings: film() });
  await expect(asRole("Stranger").send(create)).rejects.toMatchObject({ name: "AccessDeniedException" });
  await expect(asRole("Submitter").send(create)).rejects.toThrow("iam:PassRole");
  const { Job } = await asRole("Passer").send(create);
  await cloud.end(Job?.Id ?? "");
});

describe("queues", () => {
  it("can be made, read, changed, listed and deleted", async () => {
    const { client } = cloud;
    await client.send(new CreateQueueCommand({ Name: "Trailers", Description: "short ones" }));
    await expect(client.send(new CreateQueueCommand({ Name: "Trailers" }))).rejects.toMatchObject({
      name: "ConflictException",
    });
    await client.send(new UpdateQueueCommand({ Name: "Trailers", Status: "PAUSED" }));
    const { Queue } = await client.send(new GetQueueCommand({ Name: "Trailers" }));
    expect(Queue).toMatchObject({ Status: "PAUSED", Description: "short ones", PricingPlan: "ON_DEMAND" });
    const { Queues } = await client.send(new ListQueuesCommand({}));
    expect(Queues?.map(({ Name }) => Name)).toEqual(["Default", "Films", "Trailers"]);
    await client.send(new DeleteQueueCommand({ Name: "Trailers" }));
    await expect(client.send(new GetQueueCommand({ Name: "Trailers" }))).rejects.toMatchObject({
      name: "NotFoundException",
    });
  });

  it("keep their jobs while paused", async () => {
    await cloud.client.send(new UpdateQueueCommand({ Name: "Films", Status: "PAUSED" }));
    const id = await cloud.createJob(film());
    // A job of another queue overtakes it, which shows that there was time and room for it.
    const other = new CreateJobCommand({ Role: ROLE, Settings: film() });
    await cloud.end((await cloud.client.send(other)).Job?.Id ?? "");
    const { Job } = await cloud.client.send(new GetJobCommand({ Id: id }));
    expect(Job?.Status).toBe("SUBMITTED");
    await cloud.client.send(new UpdateQueueCommand({ Name: "Films", Status: "ACTIVE" }));
    expect(await cloud.end(id)).toMatchObject({ status: "COMPLETE" });
  });
});

it("lists jobs newest first, page by page", async () => {
  const first = await cloud.client.send(new ListJobsCommand({ MaxResults: 1 }));
  const second = await cloud.client.send(new ListJobsCommand({ MaxResults: 1, NextToken: first.NextToken }));
  const [newest, older] = [first.Jobs?.[0], second.Jobs?.[0]];
  expect(newest?.CreatedAt?.getTime()).toBeGreaterThanOrEqual(older?.CreatedAt?.getTime() ?? 0);
  expect(newest?.Id).not.toBe(older?.Id);
  const done = await cloud.client.send(new ListJobsCommand({ Status: "CANCELED" }));
  expect(done.Jobs?.every(({ Status }) => Status === "CANCELED")).toBe(true);
});

it("names its endpoint to old clients", async () => {
  const { Endpoints } = await cloud.client.send(new DescribeEndpointsCommand({}));
  expect(Endpoints).toEqual([{ Url: cloud.endpoint }]);
});
