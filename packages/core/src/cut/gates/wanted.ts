import { overlaps } from "../../scene/material.ts";
import { inFrames, msAt, msOf, rateOf } from "../frame-rate.ts";
import type { Finding } from "../gate.schema.ts";
import { meanMs } from "../notes/measure.ts";
import { hasAll, isAbout, lengthAbout, toldIn } from "../notes/shown.ts";
import type { Wanted } from "../notes/wanted.schema.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { fault, figure, pass } from "./finding.ts";
import type { Clip, Reference } from "./reference.ts";

/** Whether what people asked for in notes holds, as far as nobody objected to it: looked up in the footage, not asked of the crew. */
export const wantedFindings = (spec: VariantSpec, reference: Reference): Finding[] =>
  reference.wanted.filter(({ objection }) => objection === null).map((one) => findingOf(one, spec, reference));

function findingOf(wanted: Wanted, spec: VariantSpec, reference: Reference): Finding {
  const { item, wrong, holds, figures = [] } = look(wanted, spec, reference);
  const about = {
    ...(item && { item }),
    evidence: [{ person: `“${wanted.words}”, of version ${wanted.revision}` }, ...figures],
  };
  return wrong ? fault(`“${wanted.words}”: ${wrong}`, about) : pass(`“${wanted.words}”: ${holds}`, about);
}

interface Look {
  /** What is not as it was asked for; undefined when it is. */
  readonly wrong?: string | undefined;
  readonly holds: string;
  readonly item?: string | undefined;
  readonly figures?: ReturnType<typeof figure>[];
}

function look({ request, was, figure: to, moment }: Wanted, spec: VariantSpec, reference: Reference): Look {
  const rate = rateOf(spec.frameRate);
  const clips = spec.items.filter((item) => item.kind === "clip");
  const [first, last] = [clips[0], clips.at(-1)];
  const told = (clip: Clip | undefined): string => {
    const source = clip && reference.sources.get(clip.assetId);
    return clip && source ? toldIn(clip, source, rate) : "";
  };
  switch (request.ask) {
    case "shorter":
    case "longer":
    case "as_long_as": {
      const length = msOf(spec.frames, spec.frameRate);
      const figures = [figure("milliseconds, before", was ?? 0), figure("milliseconds, now", length)];
      const isIt =
        request.ask === "as_long_as"
          ? Math.abs(length - (to ?? 0)) <= reference.order.duration.toleranceMs
          : request.ask === "shorter"
            ? length < (was ?? 0)
            : length > (was ?? 0);
      const text = `it is ${seconds(length)} long, and was ${seconds(was ?? 0)}`;
      return { wrong: isIt ? undefined : text, holds: text, figures };
    }
    case "pace": {
      const mean = meanMs(spec);
      const figures = [
        figure("milliseconds of a clip, before", Math.round(was ?? 0)),
        figure("and now", Math.round(mean)),
      ];
      const text = `a clip is ${seconds(mean)} long in the mean, and was ${seconds(was ?? 0)}`;
      const isIt = request.pace === "faster" ? mean < (was ?? 0) : mean > (was ?? 0);
      return { wrong: isIt ? undefined : text, holds: text, figures };
    }
    case "more":
    case "less": {
      const length = lengthAbout(spec, request.what, reference.sources);
      const figures = [
        figure(`milliseconds with ${request.what}, before`, Math.round(was ?? 0)),
        figure("and now", Math.round(length)),
      ];
      const isIt = request.ask === "more" ? length > (was ?? 0) : length < (was ?? 0);
      const text = `“${request.what}” is there for ${seconds(length)}, and was for ${seconds(was ?? 0)}`;
      return { wrong: isIt ? undefined : text, holds: text, figures };
    }
    case "without": {
      const clip = clips.find((one) => hasAll(told(one), request.what));
      return { item: clip?.id, wrong: clip && `“${request.what}” is in ${clip.id}`, holds: "it is in no clip" };
    }
    case "start":
      return atEnd(first, "first", isAbout(told(first), request.what));
    case "end":
      return atEnd(last, "last", isAbout(told(last), request.what));
    case "remove": {
      const clip = clips.find((one) => moment && shows(one, moment));
      return { item: clip?.id, wrong: clip && `it is in ${clip.id} again`, holds: "it is in no clip" };
    }
    case "keep": {
      const isWhole = (clip: Clip) => moment !== null && shows(clip, moment) && covers(clip, moment);
      const clip = clips.find(isWhole);
      const { place } = request;
      if (!clip) return { wrong: "it is not in it as a whole", holds: "" };
      if ("nth" in place && place.nth === 1) return atEnd(first, "first", clip === first);
      if ("nth" in place && place.nth === "last") return atEnd(last, "last", clip === last);
      return { item: clip.id, holds: `it is ${clip.id}` };
    }
    case "music": {
      const gain = spec.music?.gainDb ?? null;
      const text = gain === null ? "there is no music" : `there is music, at ${gain} dB`;
      const isIt = {
        ...{ on: gain !== null, off: gain === null },
        quieter: gain !== null && gain < (was ?? 0),
        louder: gain !== null && gain > (was ?? 0),
      }[request.music];
      return { wrong: isIt ? undefined : text, holds: text };
    }
    case "captions": {
      const isOn = spec.variants.every(({ captions }) => captions !== "none");
      const isOff = spec.variants.every(({ captions }) => captions === "none") && spec.captions.length === 0;
      const text = `there are ${spec.captions.length} captions, ${spec.variants.map(({ captions }) => captions).join(", ")}`;
      return { wrong: (request.captions === "on" ? isOn : isOff) ? undefined : text, holds: text };
    }
    default: {
      const card = spec.items.find(({ kind }) => kind === "card");
      return { item: card?.id, wrong: card && `${card.id} is a card`, holds: "there is no card" };
    }
  }

  function shows({ assetId, inFrame, frames }: Clip, of: NonNullable<Wanted["moment"]>): boolean {
    const range = { startMs: msAt(inFrame, rate), endMs: msAt(inFrame + frames, rate) };
    return assetId === of.assetId && overlaps(of, range);
  }

  /** To a frame: a moment is in whole milliseconds. */
  function covers({ inFrame, frames }: Clip, { startMs, endMs }: NonNullable<Wanted["moment"]>): boolean {
    return inFrame <= inFrames(startMs, rate) && inFrame + frames >= inFrames(endMs, rate);
  }
}

function atEnd(clip: Clip | undefined, which: string, isIt: boolean): Look {
  return {
    item: clip?.id,
    wrong: isIt ? undefined : `the ${which} clip is something else`,
    holds: `the ${which} clip is it`,
  };
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
