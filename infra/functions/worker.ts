import { read, use, write } from "../grants.ts";
import { input, media, output } from "../storage.ts";
import { table } from "../table.ts";

interface WorkerArgs {
  /** Its resource's, where the file has another: names of resources stay as they are. */
  readonly name?: string;
  /** Whether it reads originals. */
  readonly originals?: "read";
  /** Whether it reads what was made of originals, or also writes it. */
  readonly media?: "read" | "write";
  /** Whether it reads what is made of cuts, or also writes it. */
  readonly cuts?: "read" | "write";
  /** Besides those of table and buckets. */
  readonly link?: $util.Resource[];
  readonly permissions?: sst.aws.FunctionPermissionArgs[];
  /** Packages that lie beside its code with all their files, with their versions. */
  readonly nodejs?: { readonly install: Readonly<Record<string, string>> };
  readonly layers?: $util.Output<string>[];
  readonly timeout: `${number} ${"minute" | "minutes"}`;
  readonly memory: `${number} MB`;
  readonly storage?: `${number} GB`;
  readonly retries?: number;
  readonly transform?: sst.aws.FunctionArgs["transform"];
}

/**
 * A function that does one job of a workflow, by the job's file below packages/functions/src: `understand/brief` is
 * UnderstandBrief. It may use the table, and what is stated.
 */
export function worker(job: `${string}/${string}`, args: WorkerArgs) {
  const { name = nameOf(job), originals, media: made, cuts, link = [], permissions = [], ...limits } = args;
  return new sst.aws.Function(name, {
    handler: `packages/functions/src/${job}.handler`,
    link: [table, ...(originals ? [input] : []), ...(made ? [media] : []), ...(cuts ? [output] : []), ...link],
    permissions: [
      use(table),
      ...(originals ? [read(input, "uploads/")] : []),
      ...(made ? [read(media, "wsp_")] : []),
      ...(made === "write" ? [write(media, "wsp_")] : []),
      ...(cuts ? [read(output, "wsp_")] : []),
      ...(cuts === "write" ? [write(output, "wsp_*/cut_*")] : []),
      ...permissions,
    ],
    ...limits,
  });
}

const nameOf = (job: string): string => job.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase());
