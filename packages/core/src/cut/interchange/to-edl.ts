import { AppError } from "../../error.ts";
import { type Placed, placed } from "../placed.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { edlLine } from "./edl-line.ts";
import { plain, type Tape, tapeOf } from "./edl-tape.ts";
import { type SoundPart, soundTracks, titlesOn } from "./layout.ts";
import type { Sources } from "./source.schema.ts";
import { type CountedRate, countedRateOf, readTimecode, toTimecode } from "./timecode.ts";
import { LINE_BREAK } from "./to-otio.ts";

/** Event numbers have three digits. */
const MOST_EVENTS = 999;
/** By custom: the hour before is for bars and tone. */
const RECORD_START = "01:00:00:00";
/** Timecode has two digits of frames, and editing programs count no further. */
const FASTEST = 60;

/** One or two lines that edit, and comments on them; their number is known when all are in order. */
interface Event {
  readonly recordIn: number;
  readonly lines: (event: number) => string[];
}

/**
 * The cut as a CMX3600 edit decision list, recorded from 01:00:00:00 on: pictures with dissolves, the clips' own sound on A1 and
 * A2 (A3 and A4 for what is heard at the same time by a J or L cut), cards as black with their text in a comment, titles as
 * locators. Music is a comment: no tape of it exists. Throws `invalid` for more than 999 events, more than 60 frames a second, and
 * more sound at once than there are channels.
 */
export function toEdl(spec: VariantSpec, sources: Sources): string {
  const rate = countedRateOf(spec.frameRate);
  if (rate.nominal > FASTEST)
    throw new AppError("invalid", `An EDL counts at most ${FASTEST} frames a second; this cut has ${spec.frameRate}`);
  const places = placed(spec.items);
  const tracks = soundTracks(spec);
  const whole = new Set(
    places.filter((_place, index) => isWhole(places, index, tracks[0] ?? [])).map(({ item }) => item),
  );
  const writer = eventsOf(spec, sources, rate);
  const events = [
    ...places.map((_place, index) => writer.picture(places, index, whole.has(places[index]?.item as Placed["item"]))),
    ...tracks.flatMap((parts, track) =>
      parts.filter(({ item }) => !whole.has(item)).map((part) => writer.sound(part, track)),
    ),
  ].sort((a, b) => a.recordIn - b.recordIn);
  if (events.length > MOST_EVENTS)
    throw new AppError(
      "invalid",
      `The cut takes ${events.length} events, an EDL has at most ${MOST_EVENTS}; export OTIO`,
    );
  const lines = [
    `TITLE: ${plain(spec.title)}`,
    `FCM: ${rate.drop ? "DROP FRAME" : "NON-DROP FRAME"}`,
    ...events.flatMap(({ lines: make }, index) => ["", ...make(index + 1)]),
    // After an event, since not all programs take a comment before the first one.
    ...(spec.music ? [`* MUSIC: ${spec.music.bed} AT ${spec.music.gainDb} DB`] : []),
  ];
  return `${lines.join("\r\n")}\r\n`;
}

/** Frames of a cross-fade before the cut at which an item begins; there is none at either end of the cut. */
const fadeHead = (places: readonly Placed[], index: number): number =>
  index === 0 ? 0 : (places[index]?.item.fadeIn ?? 0) / 2;

/** Whether picture and sound of an item begin and end together, so that one event is both. */
function isWhole(places: readonly Placed[], index: number, first: readonly SoundPart[]): boolean {
  const place = places[index];
  if (!place || fadeHead(places, index) > 0 || fadeHead(places, index + 1) > 0) return false;
  const sound = first.find(({ item }) => item === place.item);
  return sound?.startFrame === place.startFrame && sound.endFrame === place.endFrame;
}

/** Channels 3 and 4 have no letter: `NONE` says that a line of its own names them. */
const MONO = { both: "B", sound: "A", aside: "AUD  3" };
const STEREO = { both: "AA/V", sound: "AA", aside: "AUD  3    4" };
const channelsOf = ({ stereo }: Tape) => (stereo ? STEREO : MONO);

function eventsOf(spec: VariantSpec, sources: Sources, rate: CountedRate) {
  const start = readTimecode(RECORD_START, rate) ?? 0;
  const line = (
    event: number,
    channels: string,
    dissolve: number | null,
    tape: Tape,
    sourceIn: number,
    from: number,
    to: number,
  ) =>
    edlLine({
      event,
      reel: tape.reel,
      channels,
      dissolve,
      source: tape.clock,
      sourceIn,
      sourceOut: sourceIn + to - from,
      record: rate,
      recordIn: start + from,
      recordOut: start + to,
    });

  const locators = (place: Placed): string[] =>
    titlesOn(spec, place).map(
      ({ startFrame, lines }) =>
        `* LOC: ${toTimecode(start + startFrame, rate)} MAGENTA ${plain(lines.join(LINE_BREAK))}`,
    );

  return {
    /** A dissolve's event is two lines: where the outgoing picture ends, and the incoming one from the fade's first frame on. */
    picture(places: readonly Placed[], index: number, both: boolean): Event {
      const place = places[index] as Placed;
      const { item } = place;
      const head = fadeHead(places, index);
      const from = place.startFrame - head;
      const to = place.endFrame - fadeHead(places, index + 1);
      if (to - from < head * 2)
        throw new AppError(
          "invalid",
          `The fades at both ends of ${item.id} overlap, which an EDL cannot say; make them shorter`,
        );
      const tape = tapeOf(item, sources, rate);
      const channels = both ? channelsOf(tape).both : "V";
      const about = [...tape.comments, ...locators(place)];
      const sourceIn = tape.at(-head);
      if (head === 0)
        return {
          recordIn: from,
          lines: (event) => [
            line(event, channels, null, tape, sourceIn, from, to),
            `* FROM CLIP NAME: ${tape.name}`,
            ...about,
          ],
        };
      const { item: last } = places[index - 1] as Placed;
      const outgoing = tapeOf(last, sources, rate);
      return {
        recordIn: from,
        lines: (event) => [
          line(event, "V", null, outgoing, outgoing.at(last.frames - head), from, from),
          line(event, "V", head * 2, tape, sourceIn, from, to),
          `* FROM CLIP NAME: ${outgoing.name}`,
          `* TO CLIP NAME: ${tape.name}`,
          ...about,
        ],
      };
    },

    sound({ item, startFrame, endFrame, inFrame }: SoundPart, track: number): Event {
      if (track > 1)
        throw new AppError(
          "invalid",
          `More than two clips are heard at once at ${item.id}; an EDL has channels for two`,
        );
      const tape = tapeOf(item, sources, rate);
      const sourceIn = tape.at(inFrame - item.inFrame);
      return {
        recordIn: startFrame,
        lines: (event) => [
          line(event, track === 0 ? channelsOf(tape).sound : "NONE", null, tape, sourceIn, startFrame, endFrame),
          ...(track === 0 ? [] : [channelsOf(tape).aside]),
          `* FROM CLIP NAME: ${tape.name}`,
          ...tape.comments,
        ],
      };
    },
  };
}
