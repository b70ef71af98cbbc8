import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { Technical } from "@videoflow/core/asset/technical.schema";
import type { Defect } from "@videoflow/core/defect/defect.schema";
import { checksOf } from "@videoflow/core/defect/defects";
import { gridOf } from "@videoflow/core/defect/grid";
import type { Measured } from "@videoflow/core/defect/measured.schema";
import { derivativesJob } from "@videoflow/core/derivative/job";
import { planOf } from "@videoflow/core/derivative/plan";
import { buildCommands } from "@videoflow/local/services/mediaconvert/ffmpeg/command";
import { probe } from "@videoflow/local/services/mediaconvert/ffmpeg/probe";
import { runTogether } from "@videoflow/local/services/mediaconvert/ffmpeg/run-together";
import { measure } from "@videoflow/media/check/measure";
import { inspect } from "@videoflow/media/inspect";
import { paint } from "./canvas.ts";
import { type Case, type Fault, isOfPicture } from "./case.ts";
import { damage } from "./damage.ts";
import { film } from "./film.ts";
import { record } from "./hear.ts";
import { Random, seedOf } from "./random.ts";
import { writeWav } from "./sound.ts";

export interface Proof {
  readonly footage: Case;
  /** What is wrong and can be noticed. */
  readonly faults: readonly Fault[];
  readonly defects: readonly Defect[];
}

/** Makes a case's footage, has it inspected, makes its proxy as the derivatives job does, and checks that. */
export async function prove(footage: Case, directory: string): Promise<Proof> {
  const folder = path.join(directory, footage.name);
  mkdirSync(folder, { recursive: true });
  try {
    const { technical, file, proxy, faults } = await produce(footage, folder);
    return { footage, faults, ...checksOf(await check(technical, proxy, file), technical) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The footage, its proxy, what it is, and the faults that can be noticed. */
async function produce(footage: Case, folder: string) {
  const { file, faults } = await shoot(footage, folder);
  const { technical } = await inspect(file);
  if (!technical) throw new Error(`${footage.name} is no footage`);
  return { technical, file, proxy: await makeProxy(technical, file, folder), faults: labelled(faults, technical) };
}

async function shoot(footage: Case, folder: string): Promise<{ file: string; faults: readonly Fault[] }> {
  const [sound, file] = ["sound.wav", "camera.mov"].map((name) => path.join(folder, name)) as [string, string];
  const canvases = [footage, footage.cut].flatMap((shot) => (shot ? [painted(shot, path.dirname(folder))] : []));
  const heard = record(footage);
  writeWav(sound, heard.sound);
  await film(footage, canvases, sound, file);
  const shown = footage.faults.filter(isOfPicture);
  const broken = shown.find(({ kind, variant }) => kind === "blockiness" && variant === 0);
  if (!broken) return { file, faults: [...shown, ...heard.faults] };
  const damaged = path.join(folder, "damaged.mov");
  const seen = await damage(file, broken, new Random(footage.seed ^ 0xda3), damaged);
  return { file: damaged, faults: [...seen, ...heard.faults] };
}

/** A painting: made once for all cases that show it. */
function painted({ scene, canvas }: Pick<Case, "scene" | "canvas">, directory: string): string {
  const file = path.join(directory, `${scene}-${canvas}.ppm`);
  if (existsSync(file)) return file;
  const whole = `${file}.${process.pid}`;
  paint(scene, new Random(seedOf(0, scene, canvas)), whole);
  renameSync(whole, file);
  return file;
}

/** A clock that is off is to be seen where only one of picture and sound is left. */
const labelled = (faults: readonly Fault[], { durationMs }: Technical): Fault[] =>
  faults.map((fault) =>
    fault.kind === "drift"
      ? { ...fault, start: durationMs / 1000 - (0.2 + 0.8 * fault.strength), end: durationMs / 1000 }
      : fault,
  );

/** The proxy alone of the derivatives job, by the local cloud's own MediaConvert. */
async function makeProxy(technical: Technical, file: string, cwd: string): Promise<string> {
  const nothing = { role: "", queue: "", token: "", metadata: {} };
  const { Settings } = derivativesJob({ input: file, destination: "s3://proof/", technical, ...nothing });
  const OutputGroups = Settings?.OutputGroups?.filter(({ Name }) => Name === "Proxy") ?? [];
  const signal = AbortSignal.timeout(120_000);
  const { commands, outputs } = buildCommands({ ...Settings, OutputGroups }, file, await probe(file, cwd, signal));
  // What is broken is concealed in another way each time when several threads decode it.
  const steady = commands.map((args) => ["-threads", "1", ...args]);
  await runTogether(steady, { cwd, signal, onReached: () => {} });
  return path.join(cwd, outputs[0]?.localName ?? "");
}

function check(technical: Technical, source: string, original: string): Promise<Measured> {
  const { proxy } = planOf(technical);
  if (!technical.video || !proxy) throw new Error(`${source} has no picture`);
  const picture = {
    ...{ width: proxy.width, height: proxy.height, grid: gridOf(technical.video, proxy) },
    original: { source: original, stream: technical.video.index },
  };
  return measure({ source, picture, sound: proxy.hasAudio ? { track: 1, channels: 2 } : null, timeoutMs: 120_000 });
}
