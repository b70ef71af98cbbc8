import { AppError } from "../../error.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import type { EditedItem, EditedSound } from "./edited.ts";
import { type EdlEvent, readEvents } from "./edl-events.ts";
import { BLACK, plain } from "./edl-tape.ts";
import { findMedia } from "./find-media.ts";
import { mediaStart } from "./layout.ts";
import { refuseTooLong } from "./limits.ts";
import { type Imported, rebuild } from "./rebuild.ts";
import type { Sources } from "./source.schema.ts";
import { type CountedRate, countedRateOf } from "./timecode.ts";

/**
 * Reads a CMX3600 edit decision list of a cut, exported by `toEdl` or by an editing program. `base` is the cut's latest spec: what
 * an EDL cannot say stays as it is there; titles and captions go along with their clips. An EDL of pictures only says nothing of
 * sound. Throws `invalid` for what is no EDL, or has what a VariantSpec cannot say; the message names the event.
 */
export function fromEdl(text: string, base: VariantSpec, sources: Sources): Imported {
  refuseTooLong(text);
  const rate = countedRateOf(base.frameRate);
  const events = readEvents(text, rate);
  // Some lists are in the order of the tapes.
  const pictures = events
    .filter(({ picture, recordIn, recordOut }) => picture && recordOut > recordIn)
    .sort((a, b) => a.recordIn - b.recordIn);
  const headings = new Set(base.items.flatMap((item) => (item.kind === "card" ? [plain(item.heading)] : [])));
  const isCard = ({ reel, name }: EdlEvent) =>
    reel === BLACK || reel === "BLACK" || (name !== undefined && headings.has(name));
  const [first] = pictures;
  if (!first) throw new AppError("invalid", "The EDL has no pictures");
  const sounds = events.filter(({ sound }) => sound);
  return rebuild(
    {
      items: pictures.map((event, index) => ({
        ...standOf(event, pictures[index - 1], pictures[index + 1]),
        ...(isCard(event) ? CARD : mediaOf(event, (event.dissolve ?? 0) / 2, rate, sources)),
      })),
      sounds: sounds.length === 0 ? null : sounds.map((event) => soundOf(event, first.recordIn, rate, sources)),
      titles: null,
      music: true,
      notes: [],
    },
    base,
    base,
    sources,
  );
}

/** An EDL says from when a dissolve goes; the cut is in the middle of it, so that both sides give half. */
function standOf(
  event: EdlEvent,
  last: EdlEvent | undefined,
  next: EdlEvent | undefined,
): Omit<EditedItem, "assetId" | "inFrame"> {
  const { where, dissolve } = event;
  if (last && last.recordOut !== event.recordIn)
    throw new AppError(
      "invalid",
      `${where} does not begin where ${last.where} ends; a cut has no gaps and no second picture`,
    );
  if (dissolve !== null && (!last || dissolve < 2 || dissolve % 2 !== 0))
    throw new AppError(
      "invalid",
      `${where} dissolves over ${dissolve} frames; it takes an even number, and a picture before it`,
    );
  const head = (dissolve ?? 0) / 2;
  const tail = (next?.dissolve ?? 0) / 2;
  const frames = event.recordOut - event.recordIn - head + tail;
  if (frames < 1) throw new AppError("invalid", `${where} is shorter than its dissolves`);
  return { where: `${where} (${event.name ?? event.reel})`, hint: event.hint, frames, fadeIn: dissolve };
}

/** Cards are black in an EDL, or what another program calls by their heading. */
const CARD = { assetId: null, inFrame: 0 };

function soundOf(event: EdlEvent, start: number, rate: CountedRate, sources: Sources): EditedSound {
  const { where, name, reel, hint, recordIn, recordOut } = event;
  return {
    where: `${where} (${name ?? reel})`,
    hint,
    startFrame: recordIn - start,
    frames: recordOut - recordIn,
    ...mediaOf(event, 0, rate, sources),
  };
}

/** Frames of the asset; its clock may pass midnight. */
function mediaOf(
  event: EdlEvent,
  head: number,
  rate: CountedRate,
  sources: Sources,
): { assetId: string; inFrame: number } {
  const { where, reel, name, file } = event;
  const source = findMedia(where, { reel, uri: file, name }, sources);
  const day = 24 * 3600 * rate.nominal;
  const inFrame = event.sourceIn - mediaStart(source, rate) + head;
  const wrapped = inFrame < -day / 2 ? inFrame + day : inFrame;
  if (wrapped >= 0) return { assetId: source.assetId, inFrame: wrapped };
  throw new AppError("invalid", `${where} begins ${-wrapped} frames before its footage does`);
}
