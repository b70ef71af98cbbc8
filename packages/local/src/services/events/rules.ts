import type { PutRuleCommandInput, Target } from "@aws-sdk/client-eventbridge";
import { arn, type Cloud } from "../../cloud.ts";
import { type Buses, DEFAULT_BUS } from "./buses.ts";
import { notFound, validation } from "./errors.ts";
import { compile, type Matcher } from "./pattern/pattern.ts";
import { parseSchedule } from "./schedule/expression.ts";

export interface Rule {
  bus: string;
  name: string;
  pattern: string | null;
  schedule: string | null;
  state: string;
  description: string | null;
  role: string | null;
}

/** Rules and their targets. */
export class Rules {
  readonly #cloud: Cloud;
  readonly #buses: Buses;
  readonly #matchers = new Map<string, Matcher>();

  constructor(cloud: Cloud, buses: Buses) {
    this.#cloud = cloud;
    this.#buses = buses;
    cloud.database.define(`
      CREATE TABLE IF NOT EXISTS events_rule (
        bus TEXT NOT NULL, name TEXT NOT NULL, pattern TEXT, schedule TEXT, state TEXT NOT NULL, description TEXT, role TEXT,
        PRIMARY KEY (bus, name));
      CREATE TABLE IF NOT EXISTS events_target (
        bus TEXT NOT NULL, rule TEXT NOT NULL, id TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (bus, rule, id))`);
  }

  arn(bus: string, name: string): string {
    return arn(this.#cloud.place, "events", `rule/${bus === DEFAULT_BUS ? "" : `${bus}/`}${name}`);
  }

  find(bus: string, name: string): Rule | undefined {
    return this.#cloud.database.get<Rule>("SELECT * FROM events_rule WHERE bus = ? AND name = ?", bus, name);
  }

  get(busNameOrArn: string | undefined, name: string | undefined): Rule {
    const bus = this.#buses.get(busNameOrArn).name;
    const rule = this.find(bus, name ?? "");
    if (!rule) throw notFound(`Rule ${name} on event bus ${bus}`);
    return rule;
  }

  /** Creates a rule or replaces it; its targets stay. Throws InvalidEventPatternException, ValidationException. */
  put(input: PutRuleCommandInput): Rule {
    const bus = this.#buses.get(input.EventBusName).name;
    const { Name: name = "", EventPattern: pattern, ScheduleExpression: schedule, State = "ENABLED" } = input;
    if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) throw validation(`A rule cannot be named '${name}'.`);
    if (!pattern && !schedule) throw validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    if (schedule && bus !== DEFAULT_BUS)
      throw validation("ScheduleExpression is supported only on the default event bus.");
    if (pattern) compile(pattern);
    if (schedule) parseSchedule(schedule);
    this.#cloud.database.run(
      `INSERT INTO events_rule VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET pattern = excluded.pattern,
         schedule = excluded.schedule, state = excluded.state, description = excluded.description, role = excluded.role`,
      bus,
      name,
      pattern ?? null,
      schedule || null,
      State,
      input.Description ?? null,
      input.RoleArn ?? null,
    );
    return this.get(bus, name);
  }

  setState(rule: Rule, state: "ENABLED" | "DISABLED"): void {
    this.#cloud.database.run("UPDATE events_rule SET state = ? WHERE bus = ? AND name = ?", state, rule.bus, rule.name);
  }

  remove(rule: Rule): void {
    this.#cloud.database.run("DELETE FROM events_rule WHERE bus = ? AND name = ?", rule.bus, rule.name);
  }

  list(bus: string, prefix: string, after: string, limit: number): Rule[] {
    return this.#cloud.database.all<Rule>(
      "SELECT * FROM events_rule WHERE bus = ? AND name > ? AND substr(name, 1, ?) = ? ORDER BY name LIMIT ?",
      bus,
      after,
      prefix.length,
      prefix,
      limit,
    );
  }

  /** The enabled rules of a bus whose pattern an event matches. */
  matching(bus: string, event: object): Rule[] {
    return this.#cloud.database
      .all<Rule>("SELECT * FROM events_rule WHERE bus = ? AND state <> 'DISABLED' AND pattern IS NOT NULL", bus)
      .filter(({ pattern }) => pattern !== null && this.#matcher(pattern)(event));
  }

  targets(rule: Rule): Target[] {
    return this.#cloud.database
      .all<{ target: string }>(
        "SELECT target FROM events_target WHERE bus = ? AND rule = ? ORDER BY id",
        rule.bus,
        rule.name,
      )
      .map(({ target }) => JSON.parse(target) as Target);
  }

  putTarget(rule: Rule, target: Target): void {
    this.#cloud.database.run(
      "INSERT INTO events_target VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET target = excluded.target",
      rule.bus,
      rule.name,
      target.Id ?? "",
      JSON.stringify(target),
    );
  }

  /** False when the rule has no such target. */
  removeTarget(rule: Rule, id: string): boolean {
    const sql = "DELETE FROM events_target WHERE bus = ? AND rule = ? AND id = ?";
    return this.#cloud.database.run(sql, rule.bus, rule.name, id) > 0;
  }

  #matcher(pattern: string): Matcher {
    let matcher = this.#matchers.get(pattern);
    if (!matcher) {
      matcher = compile(pattern);
      this.#matchers.set(pattern, matcher);
    }
    return matcher;
  }
}
