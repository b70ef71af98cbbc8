import type { ContainerDefinition, TaskDefinition } from "@aws-sdk/client-ecs";
import { arn, type Place } from "../../cloud.ts";
import { clientError, clusterNotFound } from "./errors.ts";

/** A task definition as ECS describes it, and what runs in its place on this machine. */
export interface Definition {
  readonly described: TaskDefinition & { readonly taskDefinitionArn: string; readonly family: string };
  /** Of the first container, the only one that is run: as in `sst dev`. */
  readonly container: ContainerDefinition & { readonly name: string };
  /** What runs, and with which arguments; undefined when infra names no program. */
  readonly program: readonly string[] | undefined;
  /** Where it runs, relative to the project's root. */
  readonly directory: string;
  /** `SST_RESOURCE_<Name>` of what is linked. */
  readonly links: Readonly<Record<string, string>>;
}

/** Each definition has one revision: the graph's. */
const REVISION = 1;
/** A family, with or without a revision, or the ARN. */
const REFERENCE = /^(?:arn:aws:ecs:[^:]*:\d*:task-definition\/)?([\w-]+)(?::(\d+))?$/;

/** Clusters and task definitions of the stage. In memory: the graph is applied at every start. */
export class Definitions {
  readonly #place: Place;
  readonly #clusters = new Set<string>();
  readonly #byFamily = new Map<string, Definition>();

  constructor(place: Place) {
    this.#place = place;
  }

  putCluster(name: string): void {
    this.#clusters.add(name);
  }

  removeCluster(name: string): void {
    this.#clusters.delete(name);
  }

  clusterArns(): string[] {
    return [...this.#clusters].map((name) => this.clusterArn(name));
  }

  /** By name or ARN; `default` when none is given. Throws ClusterNotFoundException. */
  cluster(reference = "default"): string {
    const name = reference.slice(reference.lastIndexOf("/") + 1);
    if (!this.#clusters.has(name)) throw clusterNotFound();
    return this.clusterArn(name);
  }

  clusterArn(reference = "default"): string {
    return arn(this.#place, "ecs", `cluster/${reference.slice(reference.lastIndexOf("/") + 1)}`);
  }

  put({
    described,
    ...rest
  }: Omit<Definition, "described"> & { described: TaskDefinition & { family: string } }): void {
    const { family } = described;
    const taskDefinitionArn = arn(this.#place, "ecs", `task-definition/${family}:${REVISION}`);
    const whole = { ...described, taskDefinitionArn, revision: REVISION, status: "ACTIVE" as const };
    this.#byFamily.set(family, { ...rest, described: whole });
  }

  remove(family: string): void {
    this.#byFamily.delete(family);
  }

  /** Throws ClientException with `message` when there is none. */
  get(reference: string | undefined, message: string): Definition {
    const [, family = "", revision = String(REVISION)] = REFERENCE.exec(reference ?? "") ?? [];
    const found = this.#byFamily.get(family);
    if (!found || revision !== String(REVISION)) throw clientError(message);
    return found;
  }
}
