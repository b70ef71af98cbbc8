import { randomUUID } from "node:crypto";
import type { Cloud } from "../../cloud.ts";
import { timeOf } from "./event.ts";
import type { Publisher } from "./publish.ts";
import type { Rule, Rules } from "./rules.ts";
import { parseSchedule } from "./schedule/expression.ts";

const KIND = "events.schedule";

interface Due {
  readonly bus: string;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Fires rules that have a schedule. The next time is in the agenda; runs that were missed while nothing ran are made up once. */
export class Scheduler {
  readonly #cloud: Cloud;
  readonly #rules: Rules;
  readonly #publisher: Publisher;

  constructor(cloud: Cloud, rules: Rules, publisher: Publisher) {
    this.#cloud = cloud;
    this.#rules = rules;
    this.#publisher = publisher;
    cloud.agenda.register<Due>(KIND, ({ payload }) => this.#fire(payload));
  }

  /** Call when a rule was changed. What has the same schedule as before keeps its next time, however often it is put. */
  changed(before: Rule | undefined, after: Rule | undefined): void {
    const rule = after ?? before;
    if (!rule || scheduleOf(before) === scheduleOf(after)) return;
    const schedule = scheduleOf(after);
    if (schedule === undefined) this.#cloud.agenda.cancel(KIND, keyOf(rule));
    else this.#plan(rule, schedule, Date.now());
  }

  #plan(rule: Pick<Rule, "bus" | "name">, schedule: string, after: number): void {
    const at = parseSchedule(schedule)(after);
    if (at === undefined) return;
    const due: Due = { bus: rule.bus, name: rule.name, at };
    this.#cloud.agenda.put(KIND, keyOf(rule), due, at);
  }

  #fire({ bus, name, at }: Due): void {
    const rule = this.#rules.find(bus, name);
    const schedule = scheduleOf(rule);
    if (!rule || schedule === undefined) return;
    const { account, region } = this.#cloud.place;
    this.#cloud.database.atomically(() => {
      this.#publisher.trigger(rule, {
        version: "0",
        id: randomUUID(),
        "detail-type": "Scheduled Event",
        source: "aws.events",
        account,
        time: timeOf(at),
        region,
        resources: [this.#rules.arn(bus, name)],
        detail: {},
      });
      this.#plan(rule, schedule, Date.now());
    });
  }
}

function scheduleOf(rule: Rule | undefined): string | undefined {
  return rule && rule.state !== "DISABLED" && rule.schedule ? rule.schedule : undefined;
}

function keyOf({ bus, name }: Pick<Rule, "bus" | "name">): string {
  return `${bus} ${name}`;
}
