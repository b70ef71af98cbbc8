import type { Cloud } from "../../cloud.ts";
import type { Service } from "../../service.ts";
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
}

export function createLogs(cloud: Cloud): Logs {
  const groups = new LogGroups(cloud.database, cloud.place);
  const streams = new LogStreams(cloud.database);
  const events = new LogEvents(cloud.database, streams);
  const policies = new LogPolicies(cloud.database);
  const buffer = new LogBuffer(cloud, groups, streams, events);
  const retention = new Retention(cloud, groups, events);

  function dispose(group: LogGroup): void {
    buffer.settle();
    cloud.database.atomically(() => {
      streams.removeAll(group);
      groups.remove(group);
      retention.enforce(group);
    });
  }

  function setRetention(group: LogGroup, days: number | undefined): void {
    if (days === group.retentionDays) return;
    cloud.database.atomically(() => {
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
      ...eventOperations({ groups, streams, events, buffer, bell: cloud.bell }),
      ...policyOperations(policies, cloud.place),
    },
    policyOf: () => policies.all(),
    append: (group, stream, lines) => buffer.add(group, stream, lines),
    stop: () => buffer.stop(),
    groups,
    policies,
    dispose,
    setRetention,
  };
}
