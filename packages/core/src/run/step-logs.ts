import {
  CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import * as z from "zod";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { deployed, type State, statesOf } from "./definition.ts";
import type { LogLine, StepLogs } from "./graph.schema.ts";
import * as Runs from "./run.ts";
import { stateOf } from "./state-of.ts";
import { StepOfRun, triesAt } from "./step-detail.ts";
import { machineOf } from "./workflow.ts";

const client = new CloudWatchLogsClient({});

/** Lines that are shown of a try, and how many pages are asked for them: an empty one may have others behind it. */
const MOST_LINES = 500;
const MOST_PAGES = 10;
/** The clocks of Lambda and of the logs are not one; the last line comes after the step has noted its end. */
const SLACK_MS = 5_000;

/**
 * What the function or the container wrote in a try at a step, oldest line first: found by the run and the step, and then by the request in
 * which they stand, since other lines of it need not name the run. `attempt` counts from 1, as people see it.
 */
export const stepLogs = fn(
  StepOfRun.extend({ attempt: z.coerce.number().int().positive() }),
  async ({ runId, step, attempt }): Promise<StepLogs> => {
    const { workflow } = await Runs.row(runId);
    const tried = (await triesAt({ runId, step }))[attempt - 1];
    if (!tried) throw new AppError("not_found", `Step ${step} of run ${runId} has no attempt ${attempt}`);
    const logGroupName = await logGroupOf(workflow, step);
    const span = {
      startTime: Date.parse(tried.startedAt) - SLACK_MS,
      ...(tried.endedAt && { endTime: Date.parse(tried.endedAt) + SLACK_MS }),
    };
    const ofTry = `{ $.runId = "${runId}" && $.step = "${step}" && $.attempt = ${tried.attempt} }`;
    const named = await search({ logGroupName, ...span, filterPattern: ofTry });
    const requests = [...new Set(named.lines.map(({ fields }) => fields?.requestId).filter((id) => id !== undefined))];
    if (requests.length === 0) return named;
    return search({ logGroupName, ...span, filterPattern: requests.map((id) => `?"${id}"`).join(" ") });
  },
);

/** Where what does a step's work writes its lines. */
async function logGroupOf(workflow: string, step: string): Promise<string> {
  for (const [name, state] of statesOf(await deployed(machineOf(workflow)))) {
    const group = name === stateOf(step) && groupOf(state);
    if (group) return group;
  }
  throw new AppError("not_found", `Workflow ${workflow} has no step ${step} any more`);
}

/** A function's as Lambda calls it, a container's as infra/render-task.ts does. */
function groupOf({ Arguments: { FunctionName, Cluster, Overrides } = {} }: State): string | undefined {
  if (FunctionName) return `/aws/lambda/${/:function:([^:]+)/.exec(FunctionName)?.[1] ?? FunctionName}`;
  const container = Overrides?.ContainerOverrides?.[0]?.Name;
  const cluster = /:cluster\/(.+)$/.exec(Cluster ?? "")?.[1];
  return cluster && container && `/sst/cluster/${cluster}/${container}`;
}

/** What has never been called has no logs. */
async function search(query: { logGroupName: string; filterPattern: string; startTime: number }): Promise<StepLogs> {
  const events: FilteredLogEvent[] = [];
  let nextToken: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES && events.length < MOST_LINES; page++) {
      const answer = await client.send(new FilterLogEventsCommand({ ...query, limit: MOST_LINES, nextToken }));
      events.push(...(answer.events ?? []));
      nextToken = answer.nextToken;
      if (!nextToken) break;
    }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
  return { lines: events.slice(0, MOST_LINES).map(lineOf), more: nextToken !== undefined };
}

const Line = z.looseObject({ level: z.string(), message: z.string() }).partial();

function lineOf({ timestamp = 0, message = "" }: FilteredLogEvent): LogLine {
  const at = new Date(timestamp).toISOString();
  const fields = Line.safeParse(objectIn(message)).data;
  if (!fields) return { at, level: "INFO", message: message.trimEnd() };
  const { level = "INFO", message: said } = fields;
  return { at, level, message: said ?? (typeof fields.type === "string" ? fields.type : message.trimEnd()), fields };
}

function objectIn(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
