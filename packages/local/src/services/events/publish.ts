import type { Cloud } from "../../cloud.ts";
import { DELIVERY, type Delivery } from "./delivery.ts";
import { type BusEvent, timeOf } from "./event.ts";
import type { Rule, Rules } from "./rules.ts";

/** Brings events to the targets of rules: an entry in the agenda each, written in the turn in which the event is accepted. */
export class Publisher {
  readonly #cloud: Cloud;
  readonly #rules: Rules;

  constructor(cloud: Cloud, rules: Rules) {
    this.#cloud = cloud;
    this.#rules = rules;
  }

  /** Accepts an event on a bus. */
  publish(bus: string, event: BusEvent): void {
    for (const rule of this.#rules.matching(bus, event)) this.trigger(rule, event);
  }

  /** Sends an event to all targets of a rule. */
  trigger(rule: Rule, event: BusEvent): void {
    const ruleArn = this.#rules.arn(rule.bus, rule.name);
    const acceptedAt = Date.now();
    for (const target of this.#rules.targets(rule)) {
      const occasion = { ruleArn, ruleName: rule.name, ingestedAt: timeOf(acceptedAt) };
      const delivery: Delivery = { event, target, occasion, acceptedAt };
      this.#cloud.agenda.put(DELIVERY, `${event.id} ${ruleArn} ${target.Id}`, delivery);
    }
  }
}
