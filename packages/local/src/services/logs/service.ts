import type { Cloud } from "../../cloud.ts";
import type { Service } from "../../service.ts";
import { Agenda } from "../../state/agenda.ts";
import type { Database } from "../../state/database.ts";
import { jsonCodec } from "../../wire/json.ts";
import { LogBuffer } from "./buffer.ts";
import { eventOperations } from "./event-operations.ts";
import { type LogEvent, LogEvents } from "./events.ts";
import { groupOperations } from "./group-operations.ts";
import { type LogGroup, LogGroups } from "./groups.ts";
import { LogPolicies, policyOperations } from "./policies.ts";
import { Retention } from "./retention.ts";
import { streamOperations } from "./stream-operations.ts";
import { LogStreams } from "./streams.ts";

/** Amazon CloudWatch Logs. */
export interface Logs extends Service {
  /**
   * Takes what a function of this cloud logs; group and stream are made when they do not exist. Returns at once: lines are
   * written a tenth of a second later at most, all together, and then `logs:<group>` rings.
   */
  append(group: string, stream: string, events: readonly LogEvent[]): void;
  readonly groups: LogGroups;
  readonly policies: LogPolicies;
  /** Deletes a group with all that is in it. */
  dispose(group: LogGroup): void;
  /** Undefined keeps events for ever. */
  setRetention(group: LogGroup, days: number | undefined): void;
  flushed(): Promise<void>;
}

/**
 * `database` is the logs' own: lines are written all the time, and whoever reads or writes anything else is not to wait until they are
 * on disk. So is what is to be done about them later.
 */
export function createLogs({ place, bell, journal }: Cloud, database: Database): Logs {
  const agenda = new Agenda(database, (entry, error) => journal.error("agenda.retry", error, { ...entry }));
  const groups = new LogGroups(database, place);
  const streams = new LogStreams(database);
  const events = new LogEvents(database, streams);
  const policies = new LogPolicies(database);
  const buffer = new LogBuffer(database, bell, groups, streams, events);
  const retention = new Retention(agenda, groups, events);

  function dispose(group: LogGroup): void {
    buffer.settle();
    database.atomically(() => {
      streams.removeAll(group);
      groups.remove(group);
      retention.enforce(group);
    });
  }

  function setRetention(group: LogGroup, days: number | undefined): void {
    if (days === group.retentionDays) return;
    database.atomically(() => {
      groups.setRetention(group, days);
      retention.enforce(group);
    });
  }

  return {
    name: "logs",
    codec: jsonCodec("1.1"),
    operations: {
      ...groupOperations({ groups, dispose, setRetention }),
      ...streamOperations({ groups, streams, buffer, retention }),
      ...eventOperations({ groups, streams, events, buffer, bell }),
      ...policyOperations(policies, place),
    },
    policyOf: () => policies.all(),
    append: (group, stream, lines) => buffer.add(group, stream, lines),
    flushed: () => database.flushed(),
    start: () => agenda.start(),
    async stop() {
      await Promise.all([buffer.stop(), agenda.stop()]);
    },
    groups,
    policies,
    dispose,
    setRetention,
  };
}
