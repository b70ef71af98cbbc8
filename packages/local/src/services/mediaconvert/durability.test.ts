import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { GetJobCommand } from "@aws-sdk/client-mediaconvert";
import { expect, it } from "vitest";
import { derivatives, ffmpeg, startMediaConvert } from "./testing.ts";

it("runs a job again and to its end that was running when the process was killed", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "mediaconvert-state-"));
  const first = await startMediaConvert({ directory });
  await first.createBuckets();
  const clip = ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=4", "-c:v", "libx264", "-preset", "ultrafast"];
  await ffmpeg([...clip, first.local("short.mp4")]);
  await ffmpeg(["-stream_loop", "9", "-i", first.local("short.mp4"), "-c", "copy", first.local("film.ts")]);
  await first.put("film.ts");
  const size = { Width: 1280, Height: 720 };
  const id = await first.createJob(derivatives("film.ts", { video: true, audio: false }, size));
  await first.started(id);
  first.kill();

  const second = await startMediaConvert({ directory });
  expect(await second.end(id)).toMatchObject({ status: "COMPLETE" });
  const { Job } = await second.client.send(new GetJobCommand({ Id: id }));
  expect(Job).toMatchObject({ Status: "COMPLETE", JobPercentComplete: 100 });
  await expect.poll(() => readdir(path.join(directory, "mediaconvert"))).toEqual([]);
  await second.close();
  await rm(directory, { recursive: true });
});
