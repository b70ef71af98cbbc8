import {
  CloudWatchLogsClient,
  type FilteredLogEvent,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from "@aws-sdk/client-cloudwatch-logs";

export interface LogQuery {
  /** Epoch milliseconds. */
  readonly since: number;
  /** Only functions and tasks whose name contains this. */
  readonly function?: string;
  /** Only lines that contain this. */
  readonly run?: string;
  readonly follow: boolean;
}

export interface LogLine {
  readonly at: string;
  readonly functionName: string;
  readonly message: string;
}

interface Access {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Where functions log, and where SST has tasks log. */
const GROUPS = ["/aws/lambda/", "/sst/cluster/"];
const POLL_MS = 500;

/** Log lines of all functions and tasks in the order of their times, as an operator reads them; with `follow` without end. */
export async function* readLogs(access: Access, query: LogQuery): AsyncGenerator<LogLine> {
  const { endpoint, region, ...credentials } = access;
  const client = new CloudWatchLogsClient({ endpoint, region, credentials });
  const seen = new Set<string>();
  do {
    const events: (FilteredLogEvent & { group: string })[] = [];
    for (const group of await groupNames(client, query.function)) {
      const input = {
        logGroupName: group,
        startTime: query.since,
        ...(query.run && { filterPattern: `"${query.run}"` }),
      };
      for await (const page of paginateFilterLogEvents({ client }, input)) {
        for (const event of page.events ?? []) if (!seen.has(event.eventId ?? "")) events.push({ ...event, group });
      }
    }
    events.sort((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0));
    for (const { eventId = "", timestamp = 0, message = "", group } of events) {
      seen.add(eventId);
      yield {
        at: new Date(timestamp).toISOString(),
        functionName: nameOf(group),
        message: message.trimEnd(),
      };
    }
    if (query.follow) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  } while (query.follow);
}

async function groupNames(client: CloudWatchLogsClient, part: string | undefined): Promise<string[]> {
  const names: string[] = [];
  for (const logGroupNamePrefix of GROUPS) {
    for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix })) {
      for (const { logGroupName } of page.logGroups ?? []) if (logGroupName) names.push(logGroupName);
    }
  }
  return part ? names.filter((name) => nameOf(name).includes(part)) : names;
}

/** Of the function, or of the task: `/sst/cluster/<cluster>/<task>/<container>`. */
const nameOf = (group: string): string =>
  /^\/sst\/cluster\/[^/]+\/([^/]+)/.exec(group)?.[1] ?? group.slice("/aws/lambda/".length);
