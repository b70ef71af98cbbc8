import { randomUUID } from "node:crypto";
import { AwsError } from "../error.ts";
import type { Access } from "../iam/access.ts";
import type { Call, Service } from "../service.ts";
import type { Database } from "../state/database.ts";

/**
 * The one way into an operation, for requests from outside and for calls between services: asks the policies, runs it,
 * and returns only when everything it wrote is on disk.
 */
export class Dispatcher {
  readonly #services = new Map<string, Service>();
  readonly #database: Database;
  readonly #access: Access;

  constructor(database: Database, access: Access) {
    this.#database = database;
    this.#access = access;
  }

  add(service: Service): void {
    this.#services.set(service.name, service);
  }

  services(): IterableIterator<Service> {
    return this.#services.values();
  }

  service(name: string): Service {
    const service = this.#services.get(name);
    if (service) return service;
    const served = [...this.#services.keys()].sort().join(", ");
    throw new AwsError("UnknownService", `Service '${name}' is not served here. Served are: ${served}`, 501);
  }

  async dispatch(service: Service, operation: string, input: object, call: Call): Promise<object> {
    const known = service.operations[operation];
    if (!known) throw new AwsError("UnknownOperationException", `${service.name}:${operation} is not served here`, 400);
    for (const permission of known.permissions(input)) this.#access.check(call.principal, permission);
    const output = await known.run(input, call);
    await (service.flushed?.() ?? this.#database.flushed());
    return (output ?? {}) as object;
  }
}

export function newRequestId(): string {
  return randomUUID();
}
