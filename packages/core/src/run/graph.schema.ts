import * as z from "zod";
import { Reason } from "../reason.ts";
import { RunStatus, Step } from "./run.schema.ts";

/** `idle` is a step to which the run has not come, or did not come. */
export const NodeState = z.enum(["idle", ...RunStatus.options]);
export type NodeState = z.infer<typeof NodeState>;

/**
 * A step of a workflow in a run's graph. Steps of a fan-out are one node: `parts` says how many of them there are and how many
 * are done, and `percent` is of all that have begun. `within` are the workflow, branch or iteration that it is in, outermost first.
 */
export const GraphNode = z
  .object({
    name: z.string(),
    within: z.array(z.string()),
    state: NodeState,
    attempts: z.int().nonnegative(),
    startedAt: z.iso.datetime().optional(),
    durationMs: z.int().nonnegative().optional(),
    usualMs: z.int().nonnegative().optional(),
    percent: z.number().min(0).max(100).optional(),
    error: Reason.optional(),
    parts: z.object({ done: z.int().nonnegative(), total: z.int().positive() }).optional(),
  })
  .meta({ id: "GraphNode" });
export type GraphNode = z.infer<typeof GraphNode>;

/** A run's way through its workflow and those that it starts. `input` is what the run was told, as a replay takes it. */
export const RunGraph = z
  .object({
    input: z.record(z.string(), z.unknown()),
    nodes: z.array(GraphNode),
    edges: z.array(z.object({ from: z.string(), to: z.string() })),
  })
  .meta({ id: "RunGraph" });
export type RunGraph = z.infer<typeof RunGraph>;

/** A try at a step with what its function was given and what it returned, while Step Functions remembers: 90 days. */
export const AttemptDetail = Step.shape.attempts.element
  .extend({ input: z.unknown().optional(), output: z.unknown().optional() })
  .meta({ id: "AttemptDetail" });
export type AttemptDetail = z.infer<typeof AttemptDetail>;

export const StepDetail = Step.extend({ attempts: z.array(AttemptDetail) }).meta({ id: "StepDetail" });
export type StepDetail = z.infer<typeof StepDetail>;

/** A line of a function's log. `fields` is the whole line, where it was JSON. */
export const LogLine = z
  .object({
    at: z.iso.datetime(),
    level: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "LogLine" });
export type LogLine = z.infer<typeof LogLine>;

export const StepLogs = z.object({ lines: z.array(LogLine), more: z.boolean() }).meta({ id: "StepLogs" });
export type StepLogs = z.infer<typeof StepLogs>;
