import type { Database } from "../../../state/database.ts";
import { Executions } from "./executions.ts";
import { Frames } from "./frames.ts";
import { History } from "./history.ts";
import { Machines } from "./machines.ts";
import { MapRuns } from "./map-runs.ts";
import { schema } from "./schema.ts";

/** All that is durable of Step Functions, apart from timers: those are in the agenda. */
export interface Store {
  readonly machines: Machines;
  readonly executions: Executions;
  readonly frames: Frames;
  readonly history: History;
  readonly mapRuns: MapRuns;
}

export function openStore(database: Database): Store {
  database.define(schema);
  return {
    machines: new Machines(database),
    executions: new Executions(database),
    frames: new Frames(database),
    history: new History(database),
    mapRuns: new MapRuns(database),
  };
}
