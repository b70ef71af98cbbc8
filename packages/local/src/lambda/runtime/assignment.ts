/** What makes a process that waits a worker of one function. */
export interface Assignment {
  /** The whole environment of the function, its credentials among it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The working directory. */
  readonly taskRoot: string;
  /** The file with the function's code. */
  readonly bundle: string;
  /** The file that imports the packages which the code uses. */
  readonly modules: string;
  readonly handlerName: string;
  /** e.g. `nodejs24.x` */
  readonly runtime: string;
  readonly logFormat: "Text" | "JSON";
}
