import * as z from "zod";
import { fn } from "../../fn.ts";
import * as Settings from "../../setting/setting.ts";
import { expectBudget } from "../budget.ts";
import { ROUNDS } from "../craft.ts";
import { writeSpec, writeVerdict } from "../documents.ts";
import { verdictOf } from "../gates/gates.ts";
import { readReference } from "../gates/read-reference.ts";
import { saidOf } from "../notes/said.ts";
import { COMPOSE } from "../quote.ts";
import { row } from "../row.ts";
import { CutTask } from "../task.schema.ts";
import { frame as frameClips } from "./cinematographer.ts";
import { direct as directByRules, RULES } from "./director.ts";
import { edit as editByRules } from "./editor.ts";
import { checkFacts } from "./fact-checker.ts";
import type { Allow } from "./model/ask-crew.ts";
import { analysePacing } from "./pacing-analyst.ts";
import { pack as packByRules } from "./packager.ts";
import type { Note } from "./proposal.schema.ts";
import { type Agent, type ProposalOf, readProposal, type Try, writeProposal } from "./proposals.ts";
import { decide, gatesFor } from "./send-back.ts";
import { design } from "./sound-designer.ts";
import { specOf } from "./specify.ts";
import { analyseStory } from "./story-analyst.ts";

/** What a step of Compose is told: a CutTask, and in which round it is. */
export const ComposeTask = CutTask.extend({ round: z.int().positive().max(ROUNDS).default(1) });

/** Reads the proposals of others, and writes one's own. Done again it writes the same, unless a model decides. */
const agent = <By extends Agent>(name: By, propose: (read: Reader, of: Try) => Promise<ProposalOf<By>>) =>
  fn(ComposeTask, async (of) => {
    const proposal = await propose((from, round = of.round) => readProposal(from, { ...of, round }), of);
    await writeProposal(name, of, proposal);
    return proposal;
  });

type Reader = <From extends Agent>(from: From, round?: number) => Promise<ProposalOf<From>>;

/** Whoever asks a model asks the budget of the cut first. */
const allowing =
  ({ cutId }: Pick<Try, "cutId">): Allow =>
  (spending) =>
    expectBudget(cutId, spending);

const theJudge = async () => (await Settings.get()).judge;

export const retrieve = agent("retrieve", async (_read, { cutId }) => {
  await allowing({ cutId })({ what: "composing it", microUsd: COMPOSE.microUsd });
  const [cut, judge] = await Promise.all([row(cutId), theJudge()]);
  const said = saidOf(cut.reviews);
  // It alone searches: the others start without what that takes.
  const { retrieveFor } = await import("./retrieve.ts");
  if (judge.provider === "rules" || said.notUnderstood.length === 0) return retrieveFor(cut, said);
  const { readByModel } = await import("./model/read.ts");
  return retrieveFor(cut, await readByModel(said, judge, allowing(cut)));
});

export const direct = agent("direct", async (read, of) => {
  const [material, judge] = await Promise.all([read("retrieve"), theJudge()]);
  if (judge.provider === "rules") return directByRules(material);
  const { directByModel } = await import("./model/direct.ts");
  return directByModel(material, judge, allowing(of));
});

/** What was asked of the editor in the rounds before. */
const notesBefore = async (read: Reader, { round }: Try): Promise<Note[]> =>
  round === 1 ? [] : (await read("gate", round - 1)).notes;

export const edit = agent("edit", async (read, of) => {
  const [material, arc, notes, judge] = await Promise.all([
    read("retrieve"),
    read("direct"),
    notesBefore(read, of),
    theJudge(),
  ]);
  if (judge.provider === "rules") return editByRules(material, arc, notes, of.round);
  const { editByModel } = await import("./model/edit.ts");
  return editByModel(material, arc, notes, of.round, judge, allowing(of));
});

export const frame = agent("frame", async (read) =>
  frameClips(...(await Promise.all([read("retrieve"), read("edit")]))),
);

export const sound = agent("sound", async (read) =>
  design(...(await Promise.all([read("retrieve"), read("direct"), read("edit")]))),
);

export const story = agent("story", async (read) =>
  analyseStory(...(await Promise.all([read("retrieve"), read("direct"), read("edit")]))),
);

export const pacing = agent("pacing", async (read) =>
  analysePacing(...(await Promise.all([read("retrieve"), read("direct"), read("edit")]))),
);

export const pack = agent("package", async (read, of) => {
  const proposals = await Promise.all([read("retrieve"), read("edit"), read("frame"), read("sound")]);
  const judge = await theJudge();
  if (judge.provider === "rules") return packByRules(...proposals);
  const { packByModel } = await import("./model/pack.ts");
  return packByModel(...proposals, judge, allowing(of));
});

export const facts = agent("facts", async (read) =>
  checkFacts(...(await Promise.all([read("retrieve"), read("edit"), read("package")]))),
);

/** Puts the proposals of a round together, and lets the gates judge. */
export const gate = agent("gate", async (read, of) => {
  const [material, arc, cut, frames, sounds, packed, checked, told, paced, before] = await Promise.all([
    ...([read("retrieve"), read("direct"), read("edit"), read("frame"), read("sound")] as const),
    ...([read("package"), read("facts"), read("story"), read("pacing"), notesBefore(read, of)] as const),
  ]);
  const spec = specOf(material, of.revision, { arc, edit: cut, frames, sounds, pack: packed, facts: checked });
  const asked = [...told.notes, ...paced.notes];
  const gates = gatesFor(spec, material, cut.faults, await readReference(spec ?? { items: [] }, material, asked));
  const { decision, notes } = decide(of.round, gates, spec, [...before, ...asked]);
  return { version: 1, cutId: of.cutId, round: of.round, engine: RULES, spec: spec ?? null, gates, decision, notes };
});

/** Writes what came of it: the verdict of all rounds and, when it passed, the spec. The spec first: who reads of it finds it. */
export const specify = fn(ComposeTask, async (of) => {
  const material = await readProposal("retrieve", of);
  const { input } = material;
  const rounds = input.passed
    ? await Promise.all(Array.from({ length: of.round }, (_, at) => readProposal("gate", { ...of, round: at + 1 })))
    : [];
  const last = rounds.at(-1);
  if (last?.decision === "passed" && last.spec) await writeSpec(last.spec);
  await writeVerdict(verdictOf(of, input.passed ? rounds.map(({ gates }) => gates) : [[input]], material));
  return { passed: last?.decision === "passed" };
});
