import * as z from "zod";
import type { ModelJudge } from "../../../judge/ask.ts";
import { engineOf } from "../../../setting/setting.schema.ts";
import { normalWord } from "../../../text/words.ts";
import { rateOf } from "../../frame-rate.ts";
import { claimFault } from "../../gates/claims.ts";
import { type Placed, placed } from "../../placed.ts";
import type { CutEvidence, Title } from "../../variant-spec.schema.ts";
import { knownOf } from "../fact-checker.ts";
import type { Candidate, Material } from "../material.schema.ts";
import { LOWER_THIRD_MS, openingTitle, pack, within } from "../packager.ts";
import type { ChosenItem, Edit, Frames, Package, Sounds } from "../proposal.schema.ts";
import { type Allow, askCrew, orderFacts } from "./ask-crew.ts";

const Draft = z.object({
  title: z.string().min(1).max(120),
  titleRestsOn: z
    .object({ clip: z.int().nonnegative(), quote: z.string().min(1) })
    .nullable()
    .describe("a clip and words exactly as they are said in it; null when the title is words of the brief"),
  lowerThirds: z
    .array(z.object({ clip: z.int().nonnegative(), text: z.string().min(1).max(80), quote: z.string().min(1) }))
    .max(20),
  thumbnail: z.int().nonnegative().describe("number of the clip whose picture stands for the film"),
});

const INSTRUCTIONS = `You write the title of a short film and the lines that stand on its picture. Every line rests on words that are said in its clip,
which you quote exactly, and uses only words of that quote; the title rests on the brief or on a quote. An empty list of lines is a good answer.
Choose the clip whose picture stands for the film.`;

/** Has a model write title and lines. Captions are the transcript's own words, by the rules. */
export function packByModel(
  material: Material,
  edit: Edit,
  frames: Frames,
  sounds: Sounds,
  judge: ModelJudge,
  allow: Allow,
): Promise<Package> {
  const byRules = pack(material, edit, frames, sounds);
  const rate = rateOf(material.frameRate);
  const byId = new Map(material.candidates.map((candidate) => [candidate.id, candidate]));
  const places = placed(edit.items);
  const clips = places.flatMap((place) => {
    const candidate = place.item.kind === "clip" ? byId.get(place.item.candidate) : undefined;
    return candidate ? [{ place, candidate }] : [];
  });
  const facts = JSON.stringify({
    order: orderFacts(material),
    clips: clips.map(({ candidate: { kind, text, quotable, labels } }, clip) => ({
      ...{ clip, labels, said: kind === "speech" && quotable ? text : null, seen: kind === "picture" ? text : null },
    })),
  });
  return askCrew(judge, allow, {
    ...{ what: "package", instructions: INSTRUCTIONS, facts, schema: Draft },
    check: (draft) => {
      const faults: string[] = [];
      const cite = (clip: number, quote: string): CutEvidence[] => {
        const found = quoted(clips[clip]?.candidate, quote, material);
        if (!found) faults.push(`“${quote}” is not said in clip ${clip}`);
        return found ? [found] : [];
      };
      const title = material.order.title ?? draft.title;
      const rests = draft.titleRestsOn && material.order.title === undefined;
      const evidence = rests
        ? cite(draft.titleRestsOn?.clip ?? 0, draft.titleRestsOn?.quote ?? "")
        : [{ brief: title }];
      const opening = openingTitle(material, places, rate, title).map((one) => ({ ...one, evidence }));
      const thirds = draft.lowerThirds.flatMap(({ clip, text, quote }): Title[] => {
        const place = clips[clip]?.place;
        if (place) return thirdOf(place, text, cite(clip, quote));
        faults.push(`There is no clip ${clip}`);
        return [];
      });
      const known = knownOf(material);
      const claims = [{ lines: [title], evidence }, ...thirds];
      for (const { lines, evidence: of } of claims) {
        const wrong = of.length > 0 ? claimFault(lines, of, known) : undefined;
        if (wrong) faults.push(wrong);
      }
      const chosen = clips[draft.thumbnail]?.place;
      if (!chosen) faults.push(`There is no clip ${draft.thumbnail}`);
      const thumbnailFrame = chosen ? chosen.startFrame + (chosen.item.frames >> 1) : byRules.thumbnailFrame;
      const titles = faults.length > 0 ? [] : [...opening, ...thirds];
      return { result: { ...byRules, engine: engineOf(judge), title, titles, thumbnailFrame }, faults };
    },
  });

  function thirdOf(place: Placed<ChosenItem>, text: string, evidence: CutEvidence[]): Title[] {
    // On the first clip the title stands.
    const at = place.startFrame > 0 && evidence.length > 0 ? within(place, 0, LOWER_THIRD_MS, rate) : undefined;
    return at ? [{ id: `third-${place.item.id}`, kind: "lower_third", ...at, lines: [text], evidence }] : [];
  }
}

/** Words of a candidate as evidence, when they are said in it so. */
function quoted(candidate: Candidate | undefined, quote: string, { words }: Material): CutEvidence | undefined {
  if (!candidate?.words || !candidate.quotable) return undefined;
  const { from, to } = candidate.words;
  const said = (words[candidate.assetId] ?? []).filter(({ at }) => at >= from && at < to);
  const wanted = quote.split(/\s+/).map(normalWord).filter(Boolean);
  const start = said.findIndex((_, at) =>
    wanted.every((word, offset) => normalWord(said[at + offset]?.text ?? "") === word),
  );
  if (start < 0 || wanted.length === 0) return undefined;
  const slice = said.slice(start, start + wanted.length);
  const text = slice.map((word) => word.text).join(" ");
  const first = slice[0]?.at ?? 0;
  return { assetId: candidate.assetId, evidence: { kind: "words", from: first, to: first + slice.length, text } };
}
