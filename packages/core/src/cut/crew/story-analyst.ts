import { isTelling, termsOf } from "../../text/terms.ts";
import { ROUNDS } from "../craft.ts";
import type { KeptOrder } from "../order.schema.ts";
import { RULES } from "./director.ts";
import type { Candidate, Material } from "./material.schema.ts";
import type { Analysis, Arc, ChosenClip, Edit, Note } from "./proposal.schema.ts";
import { sharedTerms } from "./relevance.ts";
import { standsAlone } from "./sentences.ts";

type Remark = Analysis["remarks"][number];

/** Asks whether the order makes sense. What is a matter of taste is asked for only while there are rounds left. */
export function analyseStory(material: Material, arc: Pick<Arc, "beats">, edit: Edit): Analysis {
  const { items, round, cutId } = edit;
  const byId = new Map(material.candidates.map((candidate) => [candidate.id, candidate]));
  const clips = items.filter((item) => item.kind === "clip");
  const lead = clips[0];
  const findings = [
    ...(lead && material.order.useCase === "news" ? leadFindings(lead, clips, material, byId) : []),
    ...orderFindings(clips, arc),
  ];
  const notes = findings.flatMap(({ note }) => (note && round < ROUNDS ? [note] : []));
  const remarks = findings.map(({ note, remark }) => ({ ...remark, passed: note === undefined || round >= ROUNDS }));
  return { version: 1, cutId, round, engine: RULES, remarks, notes };
}

interface StoryFinding {
  readonly remark: Remark;
  readonly note?: Note;
}

const remarkOf = (text: string, { id, evidence }: ChosenClip): Remark => ({ passed: true, text, item: id, evidence });

/** What the brief is about, in terms. */
export const topicsOf = ({ brief, title, mustHave }: KeptOrder): Set<string> =>
  new Set(
    [title ?? "", brief, ...mustHave.filter((wish) => typeof wish === "string")]
      .flatMap((text) => termsOf(text))
      .flatMap(({ term }) => (isTelling(term) ? [term] : [])),
  );

function leadFindings(
  lead: ChosenClip,
  clips: readonly ChosenClip[],
  { candidates, order }: Material,
  byId: ReadonlyMap<string, Candidate>,
): StoryFinding[] {
  const own = byId.get(lead.candidate);
  if (!own) return [];
  const topics = topicsOf(order);
  const used = new Set(clips.map(({ candidate }) => candidate));
  const tells = ({ text, labels }: Candidate) => sharedTerms(`${text} ${labels.join(" ")}`, topics) > 0;
  const better = candidates.some((one) => one.kind === "speech" && !used.has(one.id) && tells(one) && opens(one));
  const isTold = topics.size === 0 || tells(own);
  const isAlone = opens(own);
  const ask = (text: string): Pick<StoryFinding, "note"> =>
    better && own.wishes.length === 0 ? { note: { by: "story", item: lead.id, ask: "replace", text } } : {};
  return [
    isTold
      ? { remark: remarkOf("The lead says what the cut is about", lead) }
      : {
          remark: remarkOf("The lead does not name what the brief is about", lead),
          ...ask("A lead that names what the brief is about"),
        },
    isAlone
      ? { remark: remarkOf("The lead is understood by itself", lead) }
      : {
          remark: remarkOf("The lead leans on what is not there", lead),
          ...ask("A lead that is understood by itself"),
        },
  ];
}

const opens = ({ kind, text }: Candidate): boolean => kind !== "speech" || standsAlone(text.split(" ")[0] ?? "");

/** A statement comes before the reaction to it: what follows in an asset follows in the cut, but for the lead. */
function orderFindings(clips: readonly ChosenClip[], { beats }: Pick<Arc, "beats">): StoryFinding[] {
  const roles = new Map(beats.map(({ id, role }) => [id, role]));
  const told = clips.filter(({ beat }) => roles.get(beat) === "fact");
  return told.flatMap((clip, at): StoryFinding[] => {
    const later = told.slice(0, at).find(({ assetId, inFrame }) => assetId === clip.assetId && inFrame > clip.inFrame);
    if (!later) return [];
    const text = `${clip.id} was said before ${later.id}, and comes after it`;
    return [{ remark: remarkOf(text, clip), note: { by: "story", item: clip.id, ask: "reorder", text } }];
  });
}
