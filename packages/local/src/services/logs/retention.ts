import type { Agenda, Outcome } from "../../state/agenda.ts";
import type { LogEvents } from "./events.ts";
import { keptSince, type LogGroup, type LogGroups } from "./groups.ts";
import type { LogStream } from "./streams.ts";

const RETENTION = "logs.retention";
const STREAM = "logs.stream";
const HOUR_MS = 3_600_000;
/** Rows deleted in one go: few enough that nobody else waits long. */
const AT_ONCE = 5000;

/** Deletes what is over its time, and what belonged to a deleted group or stream: little by little, through the agenda. */
export class Retention {
  readonly #agenda: Agenda;
  readonly #groups: LogGroups;
  readonly #events: LogEvents;

  constructor(agenda: Agenda, groups: LogGroups, events: LogEvents) {
    this.#agenda = agenda;
    this.#groups = groups;
    this.#events = events;
    agenda.register<{ group: number }>(RETENTION, ({ payload }) => this.#sweepGroup(payload.group), 1);
    agenda.register<{ stream: number }>(STREAM, ({ payload }) => this.#sweepStream(payload.stream), 1);
  }

  /** Call when a group's retention was changed, or when the group was deleted. */
  enforce(group: LogGroup): void {
    this.#agenda.put(RETENTION, String(group.id), { group: group.id });
  }

  /** Call when a stream was deleted. */
  sweep(stream: LogStream): void {
    this.#agenda.put(STREAM, String(stream.id), { stream: stream.id });
  }

  #sweepGroup(id: number): Outcome {
    const group = this.#groups.findById(id);
    const before = group ? keptSince(group, Date.now()) : Number.MAX_SAFE_INTEGER;
    if (this.#events.removeOld(id, before, AT_ONCE) === AT_ONCE) return { againAt: Date.now() };
    return group?.retentionDays === undefined ? undefined : { againAt: Date.now() + HOUR_MS };
  }

  #sweepStream(id: number): Outcome {
    return this.#events.removeOfStream(id, AT_ONCE) === AT_ONCE ? { againAt: Date.now() } : undefined;
  }
}
