import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { ClipItem, Variant, VariantSpec } from "@videoflow/core/cut/variant-spec.schema";
import { ENCODING } from "@videoflow/media/render/encoding";
import { fontFile } from "@videoflow/media/render/fonts";

/**
 * What a person would type for the same renders: a command a format, which cuts, crops, scales, writes the titles and encodes, one for the
 * sound, measured and then brought to its loudness, all at the same time, and then what belongs together is put together.
 */
export async function renderByHand(spec: VariantSpec, source: string, folder: string): Promise<number> {
  const startedAt = performance.now();
  const sound = path.join(folder, "sound.m4a");
  await Promise.all([
    soundByHand(spec, source, sound),
    ...spec.variants.map((variant) => picture(spec, variant, source, folder)),
  ]);
  await Promise.all(
    spec.variants.map(({ name }) =>
      ffmpeg(
        "-i",
        path.join(folder, `${name}.h.mp4`),
        "-i",
        sound,
        "-c",
        "copy",
        "-movflags",
        "+faststart",
        path.join(folder, `${name}.mp4`),
      ),
    ),
  );
  return performance.now() - startedAt;
}

const clipsOf = ({ items }: VariantSpec) => items.filter((item): item is ClipItem => item.kind === "clip");
const fpsOf = ({ frameRate }: VariantSpec): number => Number(frameRate.split("/")[0]);

const inputs = (spec: VariantSpec, source: string): string[] =>
  clipsOf(spec).flatMap(({ inFrame, frames }) => {
    const fps = fpsOf(spec);
    return ["-ss", String(inFrame / fps), "-t", String(frames / fps), "-i", source];
  });

function picture(spec: VariantSpec, { name, width, height }: Variant, source: string, folder: string) {
  const share = Math.min(1, width / height / (16 / 9));
  const clips = clipsOf(spec);
  const parts = clips.map((_, clip) => `[${clip}:v]crop=iw*${share}:ih,scale=${width}:${height},setsar=1[v${clip}]`);
  const texts = spec.titles.map(({ startFrame, frames, lines }) => {
    const place = "x=w*0.05:y=h*0.75-text_h:fontcolor=white:box=1:boxcolor=0xe5484d:boxborderw=20";
    const when = `enable='between(n,${startFrame},${startFrame + frames - 1})'`;
    const size = Math.round(Math.min(width, height) * 0.046);
    return `drawtext=fontfile=${fontFile("sans", true)}:text='${lines.join(" ").replace(/[^\w ]/g, "")}':fontsize=${size}:${place}:${when}`;
  });
  const chain = [
    `${clips.map((_, clip) => `[v${clip}]`).join("")}concat=n=${clips.length}`,
    ...texts,
    "format=yuv420p[out]",
  ];
  const { preset, crf, groupSeconds } = ENCODING;
  return ffmpeg(
    ...[...inputs(spec, source), "-filter_complex", [...parts, chain.join(",")].join(";"), "-map", "[out]", "-an"],
    ...["-c:v", "libx264", "-preset", preset, "-crf", String(crf), "-profile:v", "high"],
    ...["-g", String(groupSeconds * fpsOf(spec)), path.join(folder, `${name}.h.mp4`)],
  );
}

async function soundByHand(spec: VariantSpec, source: string, file: string): Promise<void> {
  const clips = clipsOf(spec);
  const joined = `${clips.map((_, clip) => `[${clip}:a]`).join("")}concat=n=${clips.length}:v=0:a=1`;
  const target = `loudnorm=I=${spec.loudness.integratedLufs}:TP=${spec.loudness.truePeakDbtp}`;
  await ffmpeg(...inputs(spec, source), "-filter_complex", `${joined},${target}:print_format=json`, "-f", "null", "-");
  await ffmpeg(
    ...inputs(spec, source),
    "-filter_complex",
    `${joined},${target},aformat=channel_layouts=stereo:sample_rates=48000`,
    "-c:a",
    "aac",
    "-b:a",
    "192k",
    file,
  );
}

async function ffmpeg(...args: string[]): Promise<void> {
  const child = spawn("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${args.join(" ")}`);
}
