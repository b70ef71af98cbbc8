import { describe, expect, it } from "vitest";
import { createId } from "../../id.ts";
import type { ClipItem, VariantSpec } from "../variant-spec.schema.ts";
import { differenceOf } from "./difference.ts";
import { fromEdl } from "./from-edl.ts";
import { fromOtio } from "./from-otio.ts";
import type { Sources } from "./source.schema.ts";
import { clipOf, sourceOf, specOf } from "./testing.ts";
import { toEdl } from "./to-edl.ts";
import { toOtio } from "./to-otio.ts";

const A = sourceOf("A");
const B = sourceOf("B");
const sources: Sources = new Map([A, B].map((source) => [source.assetId, source]));

const spec = specOf([clipOf("one", A, 100), clipOf("two", B, 200, { fadeIn: 10 }), clipOf("three", A, 300)]);

// biome-ignore lint/suspicious/noExplicitAny: a timeline as somebody else's program changes it
type Otio = any;

/** The timeline as an editing program gives it back after `edit`; tracks are V1 and A1. */
function edited(edit: (pictures: Otio[], sounds: Otio[], timeline: Otio) => void): string {
  const timeline: Otio = JSON.parse(toOtio(spec, sources));
  const [pictures, sounds] = timeline.tracks.children;
  edit(pictures.children, sounds.children, timeline);
  return JSON.stringify(timeline);
}

const changesOf = (text: string) => {
  const changes = differenceOf(spec, fromOtio(text, spec, sources).spec);
  return changes.map(({ what, item }) => `${what} ${item}`);
};
const startOf = (clip: Otio) => clip.source_range.start_time;
const lengthOf = (clip: Otio) => clip.source_range.duration;

describe("an edited OTIO timeline", () => {
  it("tells what moved: only the clip that was taken elsewhere", () => {
    const text = edited((pictures, sounds) => {
      pictures.push(...pictures.splice(0, 1));
      pictures.shift();
      sounds.push(...sounds.splice(0, 1));
    });
    expect(changesOf(text)).toEqual(["fade two", "moved one"]);
  });

  it("tells what was trimmed, and its title goes along", () => {
    const text = edited((pictures, sounds) => {
      for (const clip of [pictures[0], sounds[0]]) {
        startOf(clip).value += 10;
        lengthOf(clip).value -= 10;
      }
    });
    const imported = fromOtio(text, spec, sources).spec;
    expect(changesOf(text)).toEqual(["trimmed one"]);
    expect(imported.items[0]).toMatchObject({ inFrame: 110, frames: 90 });
    expect(imported.titles[0]).toMatchObject({ id: "name", startFrame: 10, frames: 30 });
    expect(imported.captions[0]).toMatchObject({ startFrame: 15, frames: 25 });
    expect(imported.music?.ducks).toEqual([{ startFrame: 15, frames: 25 }]);
    expect(imported.frames).toBe(290);
  });

  it("tells what was taken out, with the titles on it", () => {
    const text = edited((pictures, sounds) => {
      pictures.splice(0, 2);
      sounds.splice(0, 1);
    });
    const imported = fromOtio(text, spec, sources).spec;
    expect(changesOf(text)).toContain("removed one");
    expect([imported.titles, imported.captions]).toEqual([[], []]);
  });

  it("tells what was added, and says that a person did it", () => {
    const text = edited((pictures, sounds) => {
      for (const track of [pictures, sounds]) {
        const clip = structuredClone(track.at(-1));
        clip.metadata = {};
        startOf(clip).value += 500;
        track.push(clip);
      }
    });
    const added = fromOtio(text, spec, sources).spec.items.at(-1);
    expect(changesOf(text)).toEqual(["added added-2"]);
    expect(added).toMatchObject({
      assetId: A.assetId,
      inFrame: 800,
      frames: 100,
      evidence: [{ person: expect.any(String) }],
    });
  });

  it("knows both halves of a clip that was cut in two", () => {
    const text = edited((pictures, sounds) => {
      for (const track of [pictures, sounds]) {
        const half = structuredClone(track.at(-1));
        lengthOf(track.at(-1)).value = 40;
        lengthOf(half).value = 60;
        startOf(half).value += 40;
        half.markers = [];
        track.push(half);
      }
    });
    const { items } = fromOtio(text, spec, sources).spec;
    expect(items.map(({ id }) => id)).toEqual(["one", "two", "three", "three-2"]);
    expect(items[3]).toMatchObject({
      inFrame: 340,
      frames: 60,
      why: "as told",
      sound: { on: true, leadFrames: 0, tailFrames: 0 },
    });
  });

  it("tells footage that was relinked as a swap, and frames it anew", () => {
    const text = edited((pictures, sounds) => {
      for (const track of [pictures, sounds]) {
        const clip = track.at(-1);
        clip.media_references.DEFAULT_MEDIA.target_url = B.uri;
      }
    });
    expect(changesOf(text)).toEqual(["swapped three", "framing three"]);
  });

  it("reads sound that begins before its picture and ends after it", () => {
    const text = edited((_pictures, sounds) => {
      lengthOf(sounds[0]).value -= 5;
      startOf(sounds[1]).value -= 5;
      lengthOf(sounds[1]).value += 5;
    });
    expect(() => fromOtio(text, spec, sources)).toThrow(
      /sound of one is heard from frame 0 to 95, its picture from 0 to 100/,
    );
    const lone = edited((_pictures, sounds) => {
      sounds[0] = { OTIO_SCHEMA: "Gap.1", name: "", source_range: structuredClone(sounds[0].source_range) };
      lengthOf(sounds[0]).value -= 5;
      startOf(sounds[1]).value -= 5;
      lengthOf(sounds[1]).value += 5;
    });
    const { items } = fromOtio(lone, spec, sources).spec;
    expect(items.map((item) => (item as ClipItem).sound)).toMatchObject([
      { on: false },
      { on: true, leadFrames: 5 },
      { on: true },
    ]);
  });

  it("reads titles where their markers are, and what they say", () => {
    const text = edited((pictures) => {
      const [marker] = pictures[0].markers;
      marker.range.start_time.value += 7;
      marker.name = "Grace Hopper / Rear admiral";
    });
    expect(fromOtio(text, spec, sources).spec.titles).toMatchObject([
      { startFrame: 27, frames: 30, lines: ["Grace Hopper", "Rear admiral"] },
    ]);
  });

  it("tells a title that was moved on its clip, or to another", () => {
    const along = edited((pictures) => {
      pictures[0].markers[0].range.start_time.value += 7;
    });
    expect(differenceOf(spec, fromOtio(along, spec, sources).spec)).toEqual([
      { item: "name", what: "text", text: "Title name (Ada) begins at 1.08 s, not 0.80 s" },
    ]);
    const away = edited((pictures) => {
      const [marker] = pictures[0].markers.splice(0);
      marker.range.start_time.value = startOf(pictures[2]).value;
      pictures[2].markers.push(marker);
    });
    expect(changesOf(away)).toEqual(["text name"]);
  });

  it("refuses more clips than a cut can have, before they are compared", () => {
    const text = edited((pictures) => {
      pictures.push(...Array.from({ length: 2000 }, () => pictures.at(-1)));
    });
    expect(() => fromOtio(text, spec, sources)).toThrow(/has 2003 clips; a cut has at most 2000/);
  });

  it("takes times in a program's own rate when they are on frames", () => {
    const text = edited((pictures, sounds) => {
      for (const clip of [pictures[0], sounds[0]])
        for (const time of [startOf(clip), lengthOf(clip)]) Object.assign(time, { rate: 100, value: time.value * 4 });
    });
    expect(changesOf(text)).toEqual([]);
  });

  it("cuts a title short with its item, and drops a caption whose beginning is not heard any more", () => {
    const trimmed = (by: number) =>
      fromOtio(
        edited((pictures, sounds) => {
          for (const clip of [pictures[0], sounds[0]]) {
            startOf(clip).value += by;
            lengthOf(clip).value -= by;
          }
        }),
        spec,
        sources,
      ).spec;
    expect(trimmed(30)).toMatchObject({
      titles: [{ startFrame: 0, frames: 20 }],
      captions: [],
      music: { ducks: [{ startFrame: 0, frames: 20 }] },
    });
    expect(trimmed(25).captions).toMatchObject([{ startFrame: 0, frames: 25 }]);
  });

  it("knows whose sound it is where the same footage goes on under another clip", () => {
    const first = clipOf("first", A, 100, {
      frames: 20,
      sound: { on: true, gainDb: 0, leadFrames: 0, tailFrames: 60 },
    });
    const silent = { on: false, gainDb: 0, leadFrames: 0, tailFrames: 0 };
    const continued = specOf([first, clipOf("second", A, 120, { sound: silent })]);
    const { items } = fromOtio(toOtio(continued, sources), continued, sources).spec;
    expect(items).toEqual(continued.items);
  });

  it("takes decimals that a program has rounded for what they were", () => {
    const text = edited((_p, _s, timeline) => {
      timeline.metadata.videoflow.spec.items[0].framing.vertical[0].width += 1e-15;
    });
    expect(fromOtio(text, spec, sources).spec.items).toEqual(spec.items);
  });

  it("refuses to guess between footage of the same name", () => {
    const twin = { ...B, assetId: createId("ast"), uri: "file:///elsewhere/B.mp4" };
    const text = edited((pictures) => {
      const media = pictures[2].media_references.DEFAULT_MEDIA;
      Object.assign(media, { target_url: "file:///Volumes/B.mp4", metadata: {} });
    });
    expect(() => fromOtio(text, spec, new Map([...sources, [twin.assetId, twin]]))).toThrow(
      /could be of several assets/,
    );
  });

  it("takes sound and music that were deleted for deleted, but not what another program never had", () => {
    const text = edited((_p, _s, timeline) => timeline.tracks.children.splice(1));
    expect(changesOf(text)).toEqual(["sound one", "sound two", "sound three", "setting null"]);
    expect(changesOf(text.replaceAll('"videoflow"', '"other"'))).toEqual([]);
  });

  it("leaves looks out and says so", () => {
    const text = edited((pictures) =>
      pictures[0].effects.push({ OTIO_SCHEMA: "Effect.1", name: "Grade", effect_name: "grade" }),
    );
    expect(fromOtio(text, spec, sources).notes).toEqual([
      expect.stringMatching(/"A.mp4" \(V1, 1\): the effect Grade was left out/),
    ]);
  });

  it.each<[string, (pictures: Otio[], sounds: Otio[], timeline: Otio) => void, RegExp]>([
    [
      "a change of speed",
      (p) => p[0].effects.push({ OTIO_SCHEMA: "LinearTimeWarp.1", time_scalar: 2 }),
      /"A.mp4" \(V1, 1\) has LinearTimeWarp/,
    ],
    [
      "a nested stack",
      (p) => p.push({ OTIO_SCHEMA: "Stack.1", name: "nest", children: [] }),
      /"nest" \(V1, 5\) is a nested Stack/,
    ],
    [
      "footage that is not here",
      (p) =>
        Object.assign(p[0].media_references.DEFAULT_MEDIA, { target_url: "file:///x/y.mov", metadata: {}, name: "" }),
      /"A.mp4" \(V1, 1\) is of footage that is not in the library \(y.mov\)/,
    ],
    [
      "a gap between pictures",
      (p) => p.splice(1, 1, { OTIO_SCHEMA: "Gap.1", source_range: p[0].source_range }),
      /gap before "B.mp4" on V1/,
    ],
    [
      "a wipe",
      (p) => Object.assign(p[1], { transition_type: "SMPTE_Wipe" }),
      /is SMPTE_Wipe; a cut has cross-fades only/,
    ],
    [
      "a fade that is not in the middle",
      (p) => Object.assign(p[1].in_offset, { value: 0 }),
      /has 0 frames before the cut and 5 after it/,
    ],
    ["a fade at an end", (p) => p.unshift(p[1]), /at an end of the cut/],
    [
      "a second track of pictures",
      (_p, _s, t) => t.tracks.children.splice(1, 0, structuredClone(t.tracks.children[0])),
      /"A.mp4" is on a second track of pictures, V1/,
    ],
    ["sound out of sync", (_p, s) => Object.assign(startOf(s[0]), { value: 130 }), /"A.mp4" \(A1, 1\) is not in sync/],
    [
      "frames between frames",
      (p) => Object.assign(lengthOf(p[0]), { rate: 24 }),
      /is at 104.17 frames; this cut has 25\/1/,
    ],
    [
      "a clip that is switched off",
      (p) => Object.assign(p[0], { enabled: false }),
      /"A.mp4" \(V1, 1\) is switched off/,
    ],
    [
      "another cut's timeline",
      (_p, _s, t) => Object.assign(t.metadata.videoflow.spec, { cutId: createId("cut") }),
      /The timeline is of cut_/,
    ],
    [
      "a spec in it that is none",
      (_p, _s, t) => Object.assign(t.metadata.videoflow, { spec: { version: 1 } }),
      /cutId/,
    ],
    ["nothing on it", (p) => p.splice(0), /no track of pictures/],
  ])("refuses %s, and names it", (_name, edit, message) => {
    expect(() => fromOtio(edited(edit), spec, sources)).toThrow(message);
  });

  it("does not bring another brand or other formats along", () => {
    const text = edited((_p, _s, timeline) => {
      const hostile = timeline.metadata.videoflow.spec;
      hostile.brand.logoUri = "s3://output/wsp_other/logo.png";
      hostile.variants[0].width = 100_000;
    });
    const imported = fromOtio(text, spec, sources).spec;
    expect([imported.brand, imported.variants]).toEqual([spec.brand, spec.variants]);
  });
});

describe("a file that wants to do harm", () => {
  it.each([
    ["is no JSON", "EDL", /is not JSON/],
    ["is other JSON", "[1]", /is not an OTIO timeline/],
    ["is another object of OTIO", '{"OTIO_SCHEMA":"Clip.2"}', /but Clip.2/],
    [
      "is nested deep",
      `{"OTIO_SCHEMA":"Timeline.1","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      /nested deeper than 64/,
    ],
    ["is huge", " ".repeat(4_000_001), /4000001 characters/],
  ])("is refused when it %s", (_name, text, message) => {
    expect(() => fromOtio(text, spec, sources)).toThrow(message);
  });

  it("does not reach the prototype of objects", () => {
    const text = edited((_p, _s, timeline) => {
      timeline.metadata.harm = "HARM";
    }).replace('"harm":"HARM"', '"__proto__":{"harmed":true},"constructor":{"prototype":{"harmed":true}}');
    fromOtio(text, spec, sources);
    expect("harmed" in {}).toBe(false);
  });
});

describe("an edited EDL", () => {
  const edl = toEdl(spec, sources);
  const withoutComments = (text: string) => text.replace(/^\* (VIDEOFLOW|SOURCE).*\r\n/gm, "");

  it("is as CMX3600 writes it", () => {
    expect(edl.split("\r\n").filter((line) => /^\d|^FCM/.test(line))).toEqual([
      "FCM: NON-DROP FRAME",
      `001  ${A.assetId.slice(-8)} V     C        00:00:04:00 00:00:07:20 01:00:00:00 01:00:03:20`,
      `002  ${A.assetId.slice(-8)} AA    C        00:00:04:00 00:00:08:00 01:00:00:00 01:00:04:00`,
      `003  ${A.assetId.slice(-8)} V     C        00:00:07:20 00:00:07:20 01:00:03:20 01:00:03:20`,
      `003  ${B.assetId.slice(-8)} V     D    010 00:00:07:20 00:00:12:00 01:00:03:20 01:00:08:00`,
      `004  ${B.assetId.slice(-8)} AA    C        00:00:08:00 00:00:12:00 01:00:04:00 01:00:08:00`,
      `005  ${A.assetId.slice(-8)} AA/V  C        00:00:12:00 00:00:16:00 01:00:08:00 01:00:12:00`,
    ]);
  });

  it("comes back the same without our comments", () => {
    expect(fromEdl(withoutComments(edl), spec, sources).spec.items).toEqual(spec.items);
  });

  it("comes back the same with nothing but its tapes", () => {
    expect(fromEdl(edl.replace(/^\*.*\r\n/gm, ""), spec, sources).spec.items).toEqual(spec.items);
  });

  it("comes back the same with tapes that have spaces in their names", () => {
    const text = withoutComments(edl)
      .replaceAll(A.assetId.slice(-8), "day 1 A ")
      .replaceAll(B.assetId.slice(-8), "day 2");
    expect(fromEdl(text, spec, sources).spec.items).toEqual(spec.items);
  });

  it("comes back the same with pictures only", () => {
    const pictures = edl.replace(/^.* AA {4}C .*\r\n/gm, "").replace("AA/V ", "V    ");
    expect(fromEdl(pictures, spec, sources).spec.items).toEqual(spec.items);
  });

  it("tells a trim by its item", () => {
    const text = edl.replace("00:00:16:00 01:00:08:00 01:00:12:00", "00:00:15:00 01:00:08:00 01:00:11:00");
    const { spec: after } = fromEdl(text, spec, sources);
    expect(differenceOf(spec, after)).toEqual([
      { item: "three", what: "trimmed", text: "Clip three ends 1.00 s earlier" },
    ]);
  });

  it.each([
    ["a wipe", (text: string) => text.replace("D    010", "W001 010"), /event 003 is a wipe or a key/],
    ["a change of speed", (text: string) => `${text}M2   A  050.0  00:00:00:00\r\n`, /event 005 changes its speed/],
    [
      "another length of source than of record",
      (text: string) => text.replace("00:00:16:00", "00:00:17:00"),
      /event 005 takes 125 frames for 100/,
    ],
    [
      "a gap",
      (text: string) => text.replace("01:00:08:00 01:00:12:00", "01:00:09:00 01:00:13:00"),
      /event 005 does not begin where event 003 ends/,
    ],
    [
      "a dissolve of an odd length",
      (text: string) => text.replace("D    010", "D    011"),
      /event 003 dissolves over 11 frames/,
    ],
    [
      "an unknown tape",
      (text: string) => withoutComments(text).replaceAll(B.assetId.slice(-8), "TAPE0001").replaceAll("B.mp4", "C.mp4"),
      /footage that is not in the library/,
    ],
    [
      "no timecode",
      (text: string) => text.replace("00:00:16:00", "00:00:16:25"),
      /event 005: 00:00:16:25 is no timecode/,
    ],
    ["something else", () => "hello", /no event/],
    ["a broken line", (text: string) => text.replace("AA/V  C ", "AA/V  C C C "), /event 005 does not read/],
  ])("refuses %s, and names the event", (_name, edit, message) => {
    expect(() => fromEdl(edit(edl), spec, sources)).toThrow(message);
  });

  it("refuses a cut of more than 999 events", () => {
    const long: VariantSpec = specOf(Array.from({ length: 1000 }, (_, index) => clipOf(`c${index}`, A, 100)));
    expect(() => toEdl(long, sources)).toThrow(/takes 1000 events/);
  });
});
