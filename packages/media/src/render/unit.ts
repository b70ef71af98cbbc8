import { join } from "node:path";
import type { Layer, Unit } from "@videoflow/core/cut/render/unit.schema";
import type { Variant } from "@videoflow/core/cut/variant-spec.schema";
import { run } from "@videoflow/process/run";
import { streamsOf } from "../probe.ts";
import type { Source } from "../untrusted.ts";
import { expectThat } from "../verification.ts";
import { conformed, framed, openAt } from "./conform.ts";
import { drawCard, drawOverlay, marginsOf } from "./draw.ts";
import { ANONYMOUS, videoArguments } from "./encoding.ts";
import { type Rate, rateOf } from "./rate.ts";

export interface UnitWork {
  readonly unit: Unit;
  /** The formats to be made. */
  readonly formats: readonly Variant[];
  /** Where each asset's original is. */
  readonly sources: ReadonlyMap<string, Source>;
  /** The brand's logo, as a PNG on this machine. */
  readonly logo: string | null;
  /** Where files are written. */
  readonly directory: string;
  readonly timeoutMs: number;
}

/** Changes with how pictures are made, so that they are made again. */
export const PICTURE_VERSION = 1;

/** Of the shorter side. */
const LOGO_SHARE = 0.1;

/**
 * Renders a unit: one process decodes it once and encodes it for each format, without sound. Returns a file a format. Throws a
 * VerificationError where a file has not exactly the unit's frames: the source is shorter than it was said to be.
 */
export async function renderUnit(work: UnitWork): Promise<Map<Variant["name"], string>> {
  const { unit, formats, directory, timeoutMs } = work;
  const rate = rateOf(unit.frameRate);
  const inputs = new Inputs();
  const bases = unit.layers.map((layer) => openLayer(layer, work, rate, inputs));
  const graph: string[] = bases.flatMap(({ shared }) => shared);
  for (const [index, format] of formats.entries())
    graph.push(...(await formatGraph(work, bases, inputs, index, format)));
  const files = new Map(formats.map(({ name }) => [name, join(directory, `${name}.mp4`)]));
  await run(
    "ffmpeg",
    [
      ...["-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y", ...inputs.args],
      ...["-filter_complex", graph.join(";")],
      ...formats.flatMap(({ name }) => [
        ...["-map", `[${name}]`, ...videoArguments(rate), ...ANONYMOUS, "-f", "mp4", `file:${files.get(name)}`],
      ]),
    ],
    { timeoutMs },
  );
  for (const [name, file] of files) await expectFrames(name, file, unit.frames);
  return files;
}

async function expectFrames(name: string, file: string, frames: number): Promise<void> {
  const [video] = await streamsOf(file);
  expectThat(
    `${name} unit`,
    Number(video?.nb_frames) === frames,
    `it has ${video?.nb_frames ?? "no"} frames, not ${frames}`,
  );
}

class Inputs {
  readonly args: string[] = [];
  #count = 0;

  /** Returns the input's number. */
  add(...args: string[]): number {
    this.args.push(...args);
    return this.#count++;
  }

  png(path: string): number {
    return this.add("-f", "png_pipe", "-protocol_whitelist", "file", "-i", `file:${path}`);
  }
}

interface Base {
  readonly layer: Layer;
  /** What all formats have in common: decoded, at the cut's rate, one output a format. */
  readonly shared: readonly string[];
  readonly name: string;
}

function openLayer(layer: Layer, { unit, sources, formats }: UnitWork, rate: Rate, inputs: Inputs): Base {
  const name = `layer${unit.layers.indexOf(layer)}`;
  if (layer.kind === "card") return { layer, shared: [], name };
  const source = sources.get(layer.source.assetId);
  if (!source) throw new Error(`The original of ${layer.source.assetId} was not given to the renderer`);
  const { args, lateSeconds } = openAt(source, layer.source, layer.inFrame, rate);
  const input = inputs.add(...args);
  const steps = conformed(layer, lateSeconds, unit.frames, rate).join(",");
  const outputs = formats.map((_, index) => `[${name}_${index}]`).join("");
  return { layer, name, shared: [`[${input}:${layer.source.video.index}]${steps},split=${formats.length}${outputs}`] };
}

/** The filters that make the picture of one format, ending in a pad of its name. */
async function formatGraph(
  work: UnitWork,
  bases: readonly Base[],
  inputs: Inputs,
  index: number,
  format: Variant,
): Promise<string[]> {
  const { unit, directory } = work;
  const rate = rateOf(unit.frameRate);
  const graph: string[] = [];
  let pads = 0;
  const pad = () => `[${format.name}${pads++}]`;
  const layers: string[] = [];
  for (const { layer, name } of bases) {
    const out = pad();
    layers.push(out);
    if (layer.kind === "clip")
      graph.push(`[${name}_${index}]${framed(layer, format, `${format.name}_${name}_`)}${out}`);
    else {
      const path = join(directory, `${format.name}.${name}.png`);
      await drawCard(layer, unit.brand, format, path);
      graph.push(`[${inputs.png(path)}:v]${still(unit.frames, rate)}${out}`);
    }
  }
  let [picture = "", other] = layers;
  const put = (over: string, options: string) => {
    const out = pad();
    graph.push(`${picture}${over}overlay=${options}:format=yuv420${out}`);
    picture = out;
  };
  if (other) {
    const out = pad();
    graph.push(`${other}format=yuva420p,fade=t=in:s=0:n=${unit.frames}:alpha=1${out}`);
    // Where either side ends too early, the unit does, and its count of frames shows it.
    put(out, "eof_action=endall");
  }
  if (work.logo) {
    const out = pad();
    const most = Math.round(Math.min(format.width, format.height) * LOGO_SHARE);
    const size = `scale=${most * 2}:${most}:force_original_aspect_ratio=decrease:force_divisible_by=2`;
    graph.push(`[${inputs.png(work.logo)}:v]format=rgba,${size},${TRANSPARENT}${out}`);
    const { x, top } = marginsOf(format);
    put(out, `x=W-w-${x}:y=${top}`);
  }
  for (const [at, overlay] of unit.overlays.entries()) {
    if (overlay.kind === "caption" && format.captions !== "burned") continue;
    const path = join(directory, `${format.name}.text${at}.png`);
    const drawn = await drawOverlay(overlay, unit.brand, format, path);
    if (!drawn) continue;
    const out = pad();
    graph.push(`[${inputs.png(path)}:v]format=rgba,${TRANSPARENT}${out}`);
    const last = overlay.startFrame + overlay.frames - 1;
    put(out, `x=${drawn.x}:y=${drawn.y}:enable='between(n,${overlay.startFrame},${last})'`);
  }
  graph.push(
    `${picture}setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,format=yuv420p[${format.name}]`,
  );
  return graph;
}

/** Colours as the picture has them: what is put in between by itself would convert by another standard. */
const TRANSPARENT = "scale=out_color_matrix=bt709:out_range=tv,format=yuva420p";

const still = (frames: number, { numerator, denominator }: Rate): string =>
  [
    `scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,settb=${denominator}/${numerator}`,
    ...["setpts=0", `loop=loop=${frames - 1}:size=1:start=0`, "setpts=N", "setsar=1"],
    "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709",
  ].join(",");
