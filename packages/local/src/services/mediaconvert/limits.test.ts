import { chmod, readFile, writeFile } from "node:fs/promises";
import { afterEach, expect, it, vi } from "vitest";
import { JOB_LIMITS, longestMs } from "./jobs/limits.ts";
import { derivatives, ffmpeg, startMediaConvert } from "./testing.ts";

afterEach(() => vi.unstubAllEnvs());

const clip = ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-c:v", "libx264", "-preset", "ultrafast"];

/** Progress as ffmpeg tells it, of one that hangs, and of one that gets on for ever. */
const HANGS = "echo out_time_us=1000000";
const CRAWLS = "n=0; while :; do n=$((n + 1)); echo out_time_us=$n; sleep 0.05; done";

it.each([
  ["does not get on", HANGS, { stallMs: 300 }, "did not get on for 0.3 s"],
  [
    "tells the same over and over",
    `while :; do ${HANGS}; sleep 0.05; done`,
    { stallMs: 300 },
    "did not get on for 0.3 s",
  ],
  ["takes too long for its input", CRAWLS, { baseMs: 500, perSecondMs: 100 }, "took longer than 0.7 s"],
])("ends a job as timed out whose process %s, and leaves nothing running", async (_name, script, limits, message) => {
  const cloud = await startMediaConvert({ jobLimits: { ...JOB_LIMITS, ...limits } });
  await cloud.createBuckets();
  await ffmpeg([...clip, cloud.local("film.mp4")]);
  await cloud.put("film.mp4");
  const stuck = cloud.local("stuck");
  await writeFile(stuck, `#!/bin/sh\necho $$ > ${cloud.local("pid")}\n${script}\nexec sleep 1000\n`);
  await chmod(stuck, 0o755);
  vi.stubEnv("FFMPEG_PATH", stuck);

  const end = await cloud.end(await cloud.createJob(derivatives("film.mp4", { video: true, audio: false })));
  expect(end).toMatchObject({ status: "ERROR", errorCode: 1522, errorMessage: expect.stringContaining(message) });
  expect(end.errorMessage).toContain("Transcoding s3://input/film.mp4 timed out");
  const pid = Number(await readFile(cloud.local("pid"), "utf8"));
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  await cloud.close();
});

it("gives a job time by the length of its input, and never more than two days", () => {
  const hours = (count: number) => count * 3_600_000;
  expect(longestMs(JOB_LIMITS, 60_000)).toBe(hours(2));
  expect(longestMs(JOB_LIMITS, hours(12))).toBe(hours(48));
  expect(longestMs(JOB_LIMITS, undefined)).toBe(hours(48));
});
