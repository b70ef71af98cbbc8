/**
 * One resource of the graph that SST's components ask for: a Pulumi type, its logical name, its inputs with stage and
 * endpoint filled in. References between resources are already values (ARNs, names), as on AWS after a deploy.
 */
export interface Resource<Inputs = Record<string, unknown>> {
  /** e.g. `aws:sqs/queue:Queue` */
  readonly type: string;
  /** Logical name, unique within its type, e.g. `ReceivedQueue`. */
  readonly name: string;
  readonly inputs: Inputs;
}

/** A function's code: what `Runtime.Build` was asked to build. Keyed by the logical name of the Lambda resource. */
export interface FunctionSource {
  /** Handler as written in infra: `packages/functions/src/ingest/receive.handler`, relative to the project's root. */
  readonly handler: string;
  /** Names of linked resources: they arrive as `SST_RESOURCE_<Name>`. */
  readonly links: readonly string[];
  /** Packages that lie beside its code, with all their files: `nodejs.install`. */
  readonly install?: readonly string[];
  /** Its code is the outcome of a build that only a deploy runs, such as a site's server: there is no source to run here. */
  readonly prebuilt?: true;
}

/** How a task's program is run on this machine: as `sst dev` would, by `dev.command` of its `sst.aws.Task`. */
export interface TaskProgram {
  /** `node packages/render/main.ts`. Absent when infra gives none. */
  readonly command?: string;
  /** Where it is run, relative to the project's root: `dev.directory`, else the context of its image. */
  readonly directory: string;
  /** Names of linked resources: they arrive as `SST_RESOURCE_<Name>`. */
  readonly links: readonly string[];
}

/** The whole graph of one stage. */
export interface Graph {
  readonly app: string;
  readonly stage: string;
  readonly resources: readonly Resource[];
  readonly functions: Readonly<Record<string, FunctionSource>>;
  /** Programs of tasks, keyed by the logical name of the task definition. */
  readonly tasks?: Readonly<Record<string, TaskProgram>>;
  /** What `Resource.X` reads, by name: `{ Media: { name: "...", type: "sst.aws.Bucket" } }`. */
  readonly links: Readonly<Record<string, Record<string, unknown>>>;
  /** The secrets that the graph names as `<secret Name>`, by name, each with its default if infra gives one. */
  readonly secrets?: Readonly<Record<string, { readonly default?: string }>>;
}
