/** What the execution of a function depends on, read from its resource and its source. */
export interface FunctionDefinition {
  readonly name: string;
  /** Name of its resource in the graph; its bundle is kept under it. */
  readonly logicalName: string;
  readonly arn: string;
  readonly role: string;
  readonly description: string;
  /** e.g. `nodejs24.x` */
  readonly runtime: string;
  /** `packages/functions/src/ingest/receive.handler`, relative to the project's root. */
  readonly handler: string;
  /** Packages that lie in `node_modules` beside its code. */
  readonly install: readonly string[];
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly ephemeralStorageMegabytes: number;
  readonly architectures: readonly string[];
  /** At most so many at once; 0 lets none in. */
  readonly reservedConcurrency: number | undefined;
  /** The variables of the resource. */
  readonly variables: Readonly<Record<string, string>>;
  /** `SST_RESOURCE_<Name>` of what is linked. */
  readonly links: Readonly<Record<string, string>>;
  readonly logGroup: string;
  readonly logFormat: "Text" | "JSON";
  /** Where events go that could not be processed, if anywhere. */
  readonly deadLetterArn: string | undefined;
}
