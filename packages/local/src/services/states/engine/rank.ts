import { createHash } from "node:crypto";
import type { Rank } from "../../../lambda/turns.ts";
import type { Execution } from "../store/executions.ts";
import type { Turn } from "./turn.ts";

/** A state machine with this tag does what nobody waits for: its steps come behind those of all that have it not. */
const LATER = { key: "Turn", value: "later" };

/**
 * The trace that an execution belongs to. One that another started is part of that one's, as X-Ray shows it: so the trace tells when the
 * work began to which it belongs. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-traceid
 */
export function traceOf({
  trace_header,
  arn,
  started_at,
}: Pick<Execution, "trace_header" | "arn" | "started_at">): string {
  if (trace_header !== null) return trace_header;
  const digest = createHash("sha256").update(arn).digest("hex");
  return `Root=1-${Math.floor(started_at / 1000)
    .toString(16)
    .padStart(8, "0")}-${digest.slice(0, 24)}`;
}

/** Who of those that wait comes before the steps of this execution, and who behind them. */
export function rankOf({ store, execution }: Pick<Turn, "store" | "execution">): Rank {
  const [, seconds] = /Root=1-([0-9a-f]{8})-/.exec(traceOf(execution)) ?? [];
  // A trace of the caller's own may be of another form.
  const since = seconds === undefined ? execution.started_at : Number.parseInt(seconds, 16) * 1000;
  // An execution of a distributed Map is of its machine, and of its own label.
  const [machine = ""] = execution.machine_arn.split("/");
  const tags: Record<string, string> = JSON.parse(store.machines.find(machine)?.tags ?? "{}");
  return { later: tags[LATER.key] === LATER.value, since };
}
