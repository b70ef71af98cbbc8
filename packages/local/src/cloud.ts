import type { Permission, Principal } from "./service.ts";
import type { Agenda } from "./state/agenda.ts";
import type { Bell } from "./state/bell.ts";
import type { Database } from "./state/database.ts";

/** Where this cloud stands. One per stage; account and region are the same for all. */
export interface Place {
  readonly app: string;
  readonly stage: string;
  readonly account: string;
  readonly region: string;
  /** The project whose graph is served; handler files are relative to it. */
  readonly root: string;
  /** `.videoflow/<stage>`: database and objects. Never shared by two processes. */
  readonly directory: string;
  /** `http://127.0.0.1:4566`; known once the wire listens. */
  endpoint(): string;
}

/** Progress and problems for the person who started the cloud; handlers' own logs go to CloudWatch Logs. */
export interface Journal {
  info(event: string, fields?: Record<string, unknown>): void;
  error(event: string, error: unknown, fields?: Record<string, unknown>): void;
}

/** An access key as clients sign with it. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What every service is given. Services know each other only through `call`, as on AWS. */
export interface Cloud {
  readonly place: Place;
  readonly database: Database;
  readonly agenda: Agenda;
  readonly bell: Bell;
  readonly journal: Journal;
  /** Keys that act as `principal`, the same on every call; for a function's environment. */
  credentialsOf(principal: Principal): Keys;
  /** Throws AccessDenied unless `principal` has every one of `permissions`. */
  authorize(principal: Principal, permissions: readonly Permission[]): void;
  /**
   * Calls an operation of a service on this machine, without HTTP but with the same checks: `principal`'s policies must
   * allow it. Waits until what was written is on disk. Throws AwsError as the service would answer it.
   */
  call<Output>(
    principal: Principal,
    service: string,
    operation: string,
    input: object,
    signal?: AbortSignal,
  ): Promise<Output>;
}

/** Makes an ARN of this place. `resource` is everything behind the account: `table/Main`, `function:name`. */
export function arn(place: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${place.region}:${place.account}:${resource}`;
}
