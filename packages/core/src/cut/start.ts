import { Resource } from "sst";
import { useActor } from "../actor.ts";
import { uploadWhole, uriOf } from "../bucket.ts";
import { derivedId, timeOf } from "../derived-id.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { createId } from "../id.ts";
import { startExecution } from "../run/execution.ts";
import * as Run from "../run/run.ts";
import { toldUsd } from "./budget.ts";
import { USE_CASE_TITLES } from "./craft.ts";
import { readSpec } from "./documents.ts";
import { CutOrder } from "./order.schema.ts";
import { outputOf } from "./place.ts";
import { quoteOf } from "./quote.ts";
import * as Rows from "./row.ts";
import { noteUses } from "./use.ts";

/** Notes what somebody ordered, and lets the crew begin. Returns the cut and the run that composes it. */
export const order = fn(CutOrder, async ({ brand: { logo, ...brand }, ...given }) => {
  const [cutId, runId] = [createId("cut"), createId("run")];
  const quote = quoteOf(given);
  const { budgetMicroUsd = Number.POSITIVE_INFINITY, useCase, title = USE_CASE_TITLES[useCase] } = given;
  if (quote.microUsd > budgetMicroUsd) throw overBudget(quote.microUsd, budgetMicroUsd);
  const logoUri = logo && (await keepLogo(cutId, logo));
  const order = { ...given, brand };
  await Rows.create({
    ...{ cutId, runId, useCase, title, order, quote, status: "composing", reviews: [], deliverables: [] },
    ...(logoUri && { logoUri }),
  });
  await launchCompose(cutId, runId, 1);
  return { cutId, runId };
});

const overBudget = (cost: number, budget: number) =>
  new AppError(
    "conflict",
    `The cut would cost about ${toldUsd(cost)}, its budget is ${toldUsd(budget)}: raise it, or order fewer formats`,
  );

const PNG = Buffer.from("89504e470d0a1a0a", "hex");

async function keepLogo(cutId: string, logo: string): Promise<string> {
  const bytes = Buffer.from(logo, "base64");
  if (!bytes.subarray(0, PNG.length).equals(PNG)) throw new AppError("invalid", "brand.logo: it is not a PNG");
  const place = outputOf(cutId, "logo.png");
  await uploadWhole(bytes, place, "image/png");
  return uriOf(place);
}

/** Lets the crew make another revision: it failed, was refused, or was sent back with notes. */
export async function composeAgain(cutId: string): Promise<{ runId: string }> {
  const runId = createId("run");
  await Rows.claim(cutId, runId, "Compose");
  // Once it is claimed nobody else makes another revision.
  const { revision = 0 } = await Rows.row(cutId);
  await launchCompose(cutId, runId, revision + 1);
  return { runId };
}

async function launchCompose(cutId: string, runId: string, revision: number): Promise<void> {
  const { workspaceId } = useActor();
  await Run.begin({ runId, cutId, workflow: "Compose" });
  await startExecution(Resource.Compose.arn, { workspaceId, runId, cutId, revision });
}

/** Renders the latest revision of a cut. Throws `conflict` when there is none, or somebody is at it. */
export async function render(cutId: string): Promise<{ runId: string }> {
  if (!(await Rows.row(cutId)).revision)
    throw new AppError("conflict", `Cut ${cutId} has no revision that passed the gates: nothing to render`);
  const runId = createId("run");
  await Rows.claim(cutId, runId, "Render");
  await launchRender(cutId, runId);
  return { runId };
}

/** Renders what a run has composed, when it was ordered so. Again, it is the same run. */
export async function renderComposed(cutId: string, composedBy: string): Promise<void> {
  const { order, revision, status, runId: by } = await Rows.row(cutId);
  const runId = derivedId("run", timeOf(composedBy), composedBy, "Render");
  const isDue = order.render === "when_passed" && (status === "composed" ? by === composedBy : by === runId);
  if (!isDue || !revision) return;
  if (await Rows.claim(cutId, runId, "Render")) await launchRender(cutId, runId);
}

/** Of a cut that is claimed: nobody else makes another revision of it meanwhile. */
async function launchRender(cutId: string, runId: string): Promise<void> {
  const { workspaceId } = useActor();
  const { revision } = await Rows.row(cutId);
  if (!revision) throw new AppError("internal", `Cut ${cutId} is to be rendered without a revision`);
  await noteUses(await readSpec(cutId, revision));
  await Run.begin({ runId, cutId, workflow: "Render" });
  await startExecution(Resource.Render.arn, { workspaceId, runId, cutId, revision });
}
