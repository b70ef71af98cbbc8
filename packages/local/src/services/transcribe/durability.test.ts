import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DeleteTranscriptionJobCommand } from "@aws-sdk/client-transcribe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { installWhisper, startTranscribe, token } from "./testing.ts";

let whisper: Awaited<ReturnType<typeof installWhisper>>;
let directory = "";
beforeAll(async () => {
  whisper = await installWhisper("en", token(" Yes", 0, 100, 0.5));
  directory = await mkdtemp(path.join(tmpdir(), "transcribe-state-"));
});
afterAll(async () => {
  await whisper.end();
  await rm(directory, { recursive: true });
});

/** A second of silence as WAV. */
function silence(): Buffer {
  const header = Buffer.from("UklGRiR9AABXQVZFZm10IBAAAAABAAEAgD4AAAB9AAACABAAZGF0YQB9AAA=", "base64");
  return Buffer.concat([header, Buffer.alloc(32_000)]);
}

const calls = async (): Promise<number> => {
  const text = await readFile(whisper.at("calls"), "utf8").catch(() => "");
  return text.split("\n").length - 1;
};

async function untilCalled(times: number): Promise<void> {
  while ((await calls()) < times) await sleep(20);
}

it("hears a job to its end that was running when the process was killed", async () => {
  await writeFile(whisper.at("hold"), "");
  const first = await startTranscribe({ directory });
  await first.createBucket();
  await first.put("sound.wav", silence());
  await first.client.send(first.order("job"));
  await untilCalled(1);
  first.kill();
  await rm(whisper.at("hold"));

  const second = await startTranscribe({ directory });
  expect(await second.end("job")).toMatchObject({ TranscriptionJobStatus: "COMPLETED" });
  expect(await second.result("heard/job.json")).toMatchObject({ results: { transcripts: [{ transcript: "Yes" }] } });
  await expect.poll(() => readdir(path.join(directory, "transcribe"))).toEqual([]);

  // A job that is deleted while it runs ends, and the next has its turn.
  await writeFile(whisper.at("hold"), "");
  const before = await calls();
  await second.client.send(second.order("deleted"));
  await untilCalled(before + 1);
  await second.client.send(new DeleteTranscriptionJobCommand({ TranscriptionJobName: "deleted" }));
  await rm(whisper.at("hold"));
  await second.client.send(second.order("next"));
  expect(await second.end("next")).toMatchObject({ TranscriptionJobStatus: "COMPLETED" });
  await second.stop();
});
