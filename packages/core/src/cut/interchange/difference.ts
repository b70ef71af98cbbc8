import { isSame } from "../../canonical.ts";
import { fpsOf } from "../frame-rate.ts";
import { placed } from "../placed.ts";
import type { Change } from "../revision.schema.ts";
import type { CardItem, ClipItem, TimelineItem, VariantSpec } from "../variant-spec.schema.ts";
import { unmoved } from "./unmoved.ts";

/** A spec, whoever describes it: as the API tells it some settings may be left out. */
type Compared = Pick<VariantSpec, "title" | "frameRate" | "items" | "titles" | "captions" | "music"> & {
  readonly [Setting in "brand" | "variants" | "loudness"]: object;
};

interface Pair {
  readonly before: TimelineItem;
  readonly after: TimelineItem;
}

/**
 * What changed from one spec of a cut to another: told for people, and by item. An item that only made room for another has not
 * moved. Nothing is told of what is the same.
 */
export function differenceOf(before: Compared, after: Compared): Change[] {
  const seconds = secondsOf(fpsOf(after.frameRate));
  const olds = new Map(before.items.map((item, index) => [item.id, { item, index }]));
  const news = new Map(after.items.map((item, index) => [item.id, { item, index }]));
  const stays = unmoved(
    before.items.map(({ id }) => id),
    after.items.map(({ id }) => id),
  );
  const change = (what: Change["what"], item: string, text: string): Change => ({ item, what, text });

  const removed = before.items
    .filter(({ id }) => !news.has(id))
    .map((item) => change("removed", item.id, `${nameOf(item)} was taken out (${seconds(item.frames)})`));

  const kept = after.items.flatMap((item, index) => {
    const old = olds.get(item.id);
    if (!old)
      return [change("added", item.id, `${nameOf(item)} was added at place ${index + 1} (${seconds(item.frames)})`)];
    const told = changesOf({ before: old.item, after: item }, seconds);
    if (!stays.has(item.id))
      told.unshift(["moved", `${nameOf(item)} moved from place ${old.index + 1} to ${index + 1}`]);
    return told.map(([what, text]) => change(what, item.id, text));
  });

  return [...removed, ...kept, ...textChanges(before, after, seconds), ...wholeChanges(before, after)];
}

type Seconds = (frames: number) => string;
const secondsOf =
  (fps: number): Seconds =>
  (frames) =>
    `${(frames / fps).toFixed(2)} s`;

const nameOf = (item: TimelineItem): string =>
  item.kind === "card" ? `Card ${item.id} (${item.heading})` : `Clip ${item.id}`;

type Told = [what: Change["what"], text: string];

function changesOf({ before, after }: Pair, seconds: Seconds): Told[] {
  const told: Told[] = [];
  if (before.kind === "clip" && after.kind === "clip") told.push(...clipChanges(before, after, seconds));
  else if (before.kind === "card" && after.kind === "card") told.push(...cardChanges(before, after, seconds));
  else told.push(["swapped", `${nameOf(before)} became ${nameOf(after)}`]);
  if (before.fadeIn !== after.fadeIn)
    told.push(["fade", `${nameOf(after)} ${fadeOf(before, seconds)} before, and ${fadeOf(after, seconds)} now`]);
  return told;
}

const fadeOf = ({ fadeIn }: TimelineItem, seconds: Seconds): string =>
  fadeIn === null ? "began with a cut" : `faded in over ${seconds(fadeIn)}`;

function clipChanges(before: ClipItem, after: ClipItem, seconds: Seconds): Told[] {
  const told: Told[] = [];
  if (before.assetId !== after.assetId)
    told.push(["swapped", `${nameOf(after)} shows other footage, ${after.assetId}`]);
  else if (before.inFrame !== after.inFrame || before.frames !== after.frames)
    told.push(["trimmed", `${nameOf(after)} ${trim(before, after, seconds)}`]);
  if (!isSame(before.sound, after.sound))
    told.push(["sound", `${nameOf(after)}: ${soundChange(before, after, seconds)}`]);
  if (!isSame(before.framing, after.framing)) told.push(["framing", `${nameOf(after)} is framed anew`]);
  return told;
}

function trim(before: ClipItem, after: ClipItem, seconds: Seconds): string {
  const head = after.inFrame - before.inFrame;
  const tail = after.inFrame + after.frames - before.inFrame - before.frames;
  if (head === tail) return `shows what comes ${seconds(Math.abs(head))} ${head > 0 ? "later" : "earlier"}`;
  const parts = [
    head !== 0 && `begins ${seconds(Math.abs(head))} ${head > 0 ? "later" : "earlier"}`,
    tail !== 0 && `ends ${seconds(Math.abs(tail))} ${tail > 0 ? "later" : "earlier"}`,
  ];
  return parts.filter(Boolean).join(" and ");
}

function soundChange({ sound: before }: ClipItem, { sound: after }: ClipItem, seconds: Seconds): string {
  const parts = [
    before.on !== after.on && `its sound is ${after.on ? "on" : "off"}`,
    before.gainDb !== after.gainDb && `gain ${before.gainDb} dB became ${after.gainDb} dB`,
    before.leadFrames !== after.leadFrames && `its sound begins ${seconds(after.leadFrames)} before its picture`,
    before.tailFrames !== after.tailFrames && `its sound goes on for ${seconds(after.tailFrames)} after its picture`,
  ];
  return parts.filter(Boolean).join(", ");
}

function cardChanges(before: CardItem, after: CardItem, seconds: Seconds): Told[] {
  const told: Told[] = [];
  if (before.frames !== after.frames)
    told.push(["trimmed", `${nameOf(after)} stands for ${seconds(after.frames)}, not ${seconds(before.frames)}`]);
  const said = ({ heading, figure, detail }: CardItem) => [heading, figure, detail].filter(Boolean).join(" · ");
  if (said(before) !== said(after))
    told.push(["text", `Card ${after.id} says "${said(after)}", not "${said(before)}"`]);
  return told;
}

const ofCut = (what: Change["what"], item: string | null, text: string): Change => ({ item, what, text });

/** Titles stand on items: that one went along with its item is not told. */
function textChanges(before: Compared, after: Compared, seconds: Seconds): Change[] {
  const told: Change[] = [];
  const olds = new Map(before.titles.map((title) => [title.id, title]));
  const anchorsBefore = anchorsOf(before);
  const anchorsAfter = anchorsOf(after);
  for (const { id, lines } of before.titles)
    if (!after.titles.some((title) => title.id === id))
      told.push(ofCut("text", id, `Title ${id} (${lines.join(" / ")}) was taken out`));
  for (const { id, lines, startFrame, frames } of after.titles) {
    const old = olds.get(id);
    const text = lines.join(" / ");
    if (!old) told.push(ofCut("text", id, `Title ${id} (${text}) was added`));
    else if (!isSame(old.lines, lines))
      told.push(ofCut("text", id, `Title ${id} says "${text}", not "${old.lines.join(" / ")}"`));
    else if (old.frames !== frames)
      told.push(ofCut("text", id, `Title ${id} (${text}) stands for ${seconds(frames)}, not ${seconds(old.frames)}`));
    else if (!isSameAnchor(anchorsBefore.get(id), anchorsAfter.get(id)))
      told.push(
        ofCut("text", id, `Title ${id} (${text}) begins at ${seconds(startFrame)}, not ${seconds(old.startFrame)}`),
      );
  }
  // In another order they have gone with their clips, of which it is told already.
  const said = ({ captions }: Compared) => captions.map(({ lines }) => lines.join(" ")).sort();
  if (isSame(said(before), said(after))) return told;
  const [were, are] = [before.captions.length, after.captions.length];
  told.push(
    ofCut("text", null, were === are ? "Captions say something else" : `There are ${are} captions, not ${were}`),
  );
  return told;
}

/** On which item a title begins, how far into it, and on which frame of which footage. */
interface Anchor {
  readonly item: string;
  readonly offset: number;
  readonly content: string;
}

function anchorsOf({ items, titles }: Compared): Map<string, Anchor> {
  const places = placed(items);
  return new Map(
    titles.flatMap(({ id, startFrame: at }): [string, Anchor][] => {
      const place = places.find(({ startFrame, endFrame }) => startFrame <= at && at < endFrame);
      if (!place) return [];
      const { item, startFrame } = place;
      const offset = at - startFrame;
      const content = item.kind === "clip" ? `${item.assetId} ${item.inFrame + offset}` : `${item.id} ${offset}`;
      return [[id, { item: item.id, offset, content }]];
    }),
  );
}

/** As far into the same item, or on the same frame of footage, whichever half of a clip has that now. */
const isSameAnchor = (before: Anchor | undefined, after: Anchor | undefined): boolean =>
  before?.content === after?.content || (before?.item === after?.item && before?.offset === after?.offset);

function wholeChanges(before: Compared, after: Compared): Change[] {
  const told: Change[] = [];
  const music = ({ music: bed }: Compared) => bed && { ...bed, ducks: [] };
  if (!isSame(music(before), music(after)))
    told.push(
      ofCut(
        "setting",
        null,
        after.music ? `The music is ${after.music.bed} at ${after.music.gainDb} dB` : "The music was taken out",
      ),
    );
  const look = ({ brand, variants, loudness, title }: Compared) => ({ brand, variants, loudness, title });
  if (!isSame(look(before), look(after)))
    told.push(ofCut("setting", null, "Title, brand, formats or loudness of the cut changed"));
  return told;
}
