import type { RoutePattern } from "./route-pattern.ts";
import type { Throttling } from "./throttle.ts";

/** HTTP APIs, as their resources define them. Ids are logical names; an API's id is in lower case. */
export interface Api {
  readonly id: string;
  readonly name: string;
  readonly cors: Cors | undefined;
  readonly stages: Map<string, Stage>;
  readonly routes: Map<string, Route>;
  readonly integrations: Map<string, Integration>;
  readonly authorizers: Map<string, Authorizer>;
}

/** `corsConfiguration` of an API. */
export interface Cors {
  readonly allowOrigins?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: boolean;
  /** Seconds. */
  readonly maxAge?: number;
}

export interface Stage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>> | undefined;
  /** Of each of its routes; undefined where nothing is throttled. */
  readonly throttling: Throttling | undefined;
}

export interface Route {
  /** `GET /assets/{assetId}` or `$default` */
  readonly key: string;
  readonly pattern: RoutePattern;
  readonly integrationId: string;
  readonly authorizerId: string | undefined;
  readonly scopes: readonly string[];
}

export type Integration =
  | {
      readonly kind: "lambda";
      readonly functionArn: string;
      readonly payloadVersion: "1.0" | "2.0";
      readonly timeoutMs: number;
    }
  | { readonly kind: "http"; readonly url: string; readonly method: string; readonly timeoutMs: number };

export type Authorizer =
  | {
      readonly kind: "jwt";
      readonly id: string;
      readonly identitySource: string;
      readonly issuer: string;
      readonly audiences: readonly string[];
    }
  | {
      readonly kind: "lambda";
      readonly id: string;
      readonly identitySources: readonly string[];
      readonly functionArn: string;
      readonly payloadVersion: "1.0" | "2.0";
      readonly simpleResponses: boolean;
      readonly ttlSeconds: number;
    };

/** The APIs of the stage. In memory: the graph is applied at every start. */
export class Apis {
  readonly #byId = new Map<string, Api>();

  find(id: string): Api | undefined {
    return this.#byId.get(id);
  }

  /** The API that a route, stage, integration or authorizer belongs to. Throws when the graph does not have it. */
  get(id: string): Api {
    const api = this.#byId.get(id);
    if (!api) throw new Error(`API ${id} is not in the graph, or comes after what belongs to it`);
    return api;
  }

  /** Adds an API or changes its own settings; what belongs to it stays. */
  put(id: string, name: string, cors: Cors | undefined): void {
    const parts = this.#byId.get(id) ?? {
      stages: new Map(),
      routes: new Map(),
      integrations: new Map(),
      authorizers: new Map(),
    };
    this.#byId.set(id, { ...parts, id, name, cors });
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }
}
