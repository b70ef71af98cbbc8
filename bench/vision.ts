import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { DetectLabelsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { photograph, sceneOf } from "@videoflow/local/services/rekognition/people/scenes";
import type { Product } from "@videoflow/testing/product";
import type { Figure } from "./figure.ts";
import { splitJpegs } from "./jpegs.ts";

const WITH_PEOPLE = 30;
const WITHOUT = 20;
/** From here on core says that somebody is there. */
const SURE = 50;

/**
 * How many of the frames with people have people found in them, and of those without. On rendered scenes, and, where
 * `VIDEOFLOW_BENCH_FOOTAGE` names a folder with footage in `people/` and `empty/`, on two frames a second of that.
 */
export async function measure(product: Product): Promise<Figure[]> {
  const client = new RekognitionClient(product.clientConfig);
  const rendered = await found(client, "rendered scenes", {
    people: scenes(WITH_PEOPLE, (seed) => 1 + (seed % 2)),
    empty: scenes(WITHOUT, () => 0),
  });
  const folder = process.env.VIDEOFLOW_BENCH_FOOTAGE;
  if (!folder) return rendered;
  const footage = { people: framesIn(path.join(folder, "people")), empty: framesIn(path.join(folder, "empty")) };
  return [...rendered, ...(await found(client, "footage", footage))];
}

type Frames = AsyncIterable<Buffer>;

async function found(
  client: RekognitionClient,
  name: string,
  of: { people: Frames; empty: Frames },
): Promise<Figure[]> {
  const [people, empty] = [await count(client, of.people), await count(client, of.empty)];
  return [
    {
      name: `${name}: frames with people in which some are found`,
      value: (100 * people.found) / people.frames,
      unit: "%",
      limit: { least: 90 },
      detail: `${people.found} of ${people.frames}`,
    },
    {
      name: `${name}: frames without people in which some are found`,
      value: (100 * empty.found) / empty.frames,
      unit: "%",
      limit: { most: 0 },
      detail: `${empty.found} of ${empty.frames}`,
    },
  ];
}

async function count(client: RekognitionClient, frames: Frames): Promise<{ frames: number; found: number }> {
  const counted = { frames: 0, found: 0 };
  for await (const Bytes of frames) {
    const { Labels = [] } = await client.send(new DetectLabelsCommand({ Image: { Bytes }, MinConfidence: SURE }));
    counted.frames++;
    if (Labels.some(({ Name, Instances = [] }) => Name === "Person" && Instances.length > 0)) counted.found++;
  }
  return counted;
}

async function* scenes(number: number, people: (seed: number) => number): Frames {
  for (let seed = 1; seed <= number; seed++) yield photograph(sceneOf(seed, people(seed)));
}

/** Of no larger pictures than frames have in the product. */
async function* framesIn(folder: string): Frames {
  if (!existsSync(folder)) throw new Error(`${folder} does not exist: put footage into people/ and empty/`);
  for (const name of readdirSync(folder).sort()) {
    const args = ["-v", "error", "-i", path.join(folder, name), "-vf", "fps=2,scale=-2:'min(540,ih)'"];
    const output = ["-q:v", "3", "-f", "image2pipe", "-c:v", "mjpeg", "-"];
    const { stdout } = await promisify(execFile)("ffmpeg", [...args, ...output], {
      encoding: "buffer",
      maxBuffer: 2 ** 30,
    });
    yield* splitJpegs(stdout);
  }
}
