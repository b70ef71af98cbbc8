import type { Journal } from "../cloud.ts";
import type { Graph, Resource } from "../graph/resources.ts";
import type { Database } from "../state/database.ts";
import type { Deployer } from "./deployer.ts";
import { withoutPrebuilt } from "./prebuilt.ts";

/** Types that ask for nothing on this machine: components themselves, uploads of code and images, networks, names and permissions of SST. */
const nothingToServe =
  /^(sst:|pulumi|random:|docker-build:|aws:(s3\/bucketObjectv2|lambda\/layerVersion|ec2\/|servicediscovery\/|ecs\/clusterCapacity))/;

/**
 * Brings what the services hold to what the graph asks for: resources are applied type by type, in the order of the
 * deployers and of the types that each names, and what was deployed before and is gone from the graph is removed, last
 * made first.
 */
export class Reconciler {
  readonly #database: Database;
  readonly #journal: Journal;
  /** By type, in the order in which types are applied. */
  readonly #deployers = new Map<string, Deployer>();

  constructor(database: Database, journal: Journal, deployers: readonly Deployer[]) {
    this.#database = database;
    this.#journal = journal;
    for (const deployer of deployers) for (const type of deployer.types) this.#deployers.set(type, deployer);
    database.define(`CREATE TABLE IF NOT EXISTS deployed (
      type TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, inputs TEXT NOT NULL, PRIMARY KEY (type, name))`);
  }

  async apply(whole: Graph): Promise<void> {
    const { graph, left } = withoutPrebuilt(whole);
    if (left.length > 0) {
      const names = left.map(({ name }) => name);
      this.#journal.info("deploy.not_served", { names, reason: "their code comes of a build that only a deploy runs" });
    }
    await this.#removeMissing(graph);
    const byType = Map.groupBy(graph.resources, ({ type }) => type);
    let position = 0;
    for (const [type, deployer] of this.#deployers) {
      for (const resource of byType.get(type) ?? []) await this.#applyOne(deployer, resource, position++, graph);
    }
    for (const [type, resources] of byType) {
      if (this.#deployers.has(type) || nothingToServe.test(type)) continue;
      this.#journal.info("deploy.not_served", { type, names: resources.map(({ name }) => name) });
    }
    await this.#database.flushed();
  }

  async #applyOne(deployer: Deployer, resource: Resource, position: number, graph: Graph): Promise<void> {
    try {
      await deployer.apply(resource, graph);
    } catch (cause) {
      throw new Error(`${resource.name} (${resource.type}) could not be deployed: ${(cause as Error).message}`, {
        cause,
      });
    }
    this.#database.run(
      `INSERT INTO deployed VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET position = excluded.position, inputs = excluded.inputs`,
      resource.type,
      resource.name,
      position,
      JSON.stringify(resource.inputs),
    );
  }

  async #removeMissing(graph: Graph): Promise<void> {
    const wanted = new Set(graph.resources.map(({ type, name }) => `${type} ${name}`));
    const deployed = this.#database.all<{ type: string; name: string; inputs: string }>(
      "SELECT type, name, inputs FROM deployed ORDER BY position DESC",
    );
    for (const { type, name, inputs } of deployed) {
      if (wanted.has(`${type} ${name}`)) continue;
      await this.#deployers.get(type)?.remove({ type, name, inputs: JSON.parse(inputs) });
      this.#database.run("DELETE FROM deployed WHERE type = ? AND name = ?", type, name);
      this.#journal.info("deploy.removed", { type, name });
    }
  }
}
