import type { Cloud } from "../../cloud.ts";
import { evaluate } from "../../iam/evaluate.ts";
import { normalise } from "../../iam/normalise.ts";
import { isStopping } from "../../lambda/stopping.ts";
import type { Authorizer } from "./api.ts";
import { requestContextV1, resourceOf } from "./event-v1.ts";
import { eventV2 } from "./event-v2.ts";
import { GatewayError } from "./gateway-error.ts";
import { identityOf } from "./identity-source.ts";
import { FunctionFailed, invokeFunction } from "./invoke.ts";
import { apiArn, type RoutedRequest, routeArn } from "./request-context.ts";

type LambdaAuthorizer = Extract<Authorizer, { kind: "lambda" }>;

interface Decision {
  /** Simple responses. */
  readonly isAuthorized?: boolean;
  /** IAM responses. */
  readonly principalId?: string;
  readonly policyDocument?: object;
  readonly context?: object;
}

const AUTHORIZER_TIMEOUT_MS = 10_000;
/** When there are more decisions than this, the oldest are forgotten. */
const MOST_DECISIONS = 10_000;

/** Asks functions whether requests may pass, and remembers their decisions as long as each authorizer says. */
export class LambdaAuthorizers {
  readonly #cloud: Cloud;
  readonly #decisions = new Map<string, { decision: Decision; until: number }>();
  /** What is being asked: many requests that come at once with the same identity wait for one answer. */
  readonly #asking = new Map<string, Promise<Decision>>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** Returns what the event says about the caller. Throws GatewayError: 401 without identity, 403 when refused. */
  async authorize(authorizer: LambdaAuthorizer, routed: RoutedRequest): Promise<object> {
    const identities = authorizer.identitySources.map((source) => identityOf(source, routed));
    if (identities.some((identity) => !identity)) throw new GatewayError(401, "Unauthorized");
    const decision = await this.#decide(authorizer, routed, identities.map(String));
    if (!allows(authorizer, decision, routed)) throw new GatewayError(403, "Forbidden");
    return { lambda: decision.context ?? null };
  }

  async #decide(authorizer: LambdaAuthorizer, routed: RoutedRequest, identities: string[]): Promise<Decision> {
    const cached = authorizer.ttlSeconds > 0 && identities.length > 0;
    const key = JSON.stringify([routed.api.id, authorizer.id, ...identities]);
    const known = cached ? this.#decisions.get(key) : undefined;
    if (known && known.until > Date.now()) return known.decision;
    if (!cached) return this.#ask(authorizer, routed, identities);
    const asking = this.#asking.get(key) ?? this.#ask(authorizer, routed, identities);
    this.#asking.set(key, asking);
    try {
      const decision = await asking;
      this.#remember(key, decision, Date.now() + authorizer.ttlSeconds * 1000);
      return decision;
    } finally {
      this.#asking.delete(key);
    }
  }

  #remember(key: string, decision: Decision, until: number): void {
    this.#decisions.delete(key);
    this.#decisions.set(key, { decision, until });
    const [oldest] = this.#decisions.keys();
    if (this.#decisions.size > MOST_DECISIONS && oldest !== undefined) this.#decisions.delete(oldest);
  }

  async #ask(authorizer: LambdaAuthorizer, routed: RoutedRequest, identities: string[]): Promise<Decision> {
    const event = authorizer.payloadVersion === "1.0" ? eventOf1(routed, identities) : eventOf2(routed, identities);
    const sourceArn = `${apiArn(routed.place, routed.api)}/authorizers/${authorizer.id}`;
    const signal = AbortSignal.timeout(AUTHORIZER_TIMEOUT_MS);
    try {
      return JSON.parse(String(await invokeFunction(this.#cloud, authorizer.functionArn, sourceArn, event, signal)));
    } catch (cause) {
      // The one error that an authorizer may throw on purpose.
      const refused = cause instanceof FunctionFailed && cause.errorMessage === "Unauthorized";
      if (refused) throw new GatewayError(401, "Unauthorized", { cause });
      if (!isStopping(cause)) this.#cloud.journal.error("apigateway.authorizer", cause, { authorizer: authorizer.id });
      throw new GatewayError(500, "Internal Server Error", { cause });
    }
  }
}

function allows({ simpleResponses }: LambdaAuthorizer, decision: Decision, routed: RoutedRequest): boolean {
  if (simpleResponses) return decision.isAuthorized === true;
  if (!decision.policyDocument) throw new GatewayError(500, "Internal Server Error");
  const permission = { action: "execute-api:Invoke", resource: routeArn(routed) };
  return evaluate([normalise(decision.policyDocument)], permission) === "allow";
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html */
function eventOf2(routed: RoutedRequest, identitySource: string[]): object {
  const { body: _body, isBase64Encoded: _encoded, ...event } = eventV2(routed);
  return { ...event, type: "REQUEST", routeArn: routeArn(routed), identitySource };
}

function eventOf1(routed: RoutedRequest, identities: string[]): object {
  const { headers, queryStringParameters, pathParameters, stageVariables } = {
    queryStringParameters: {},
    pathParameters: {},
    stageVariables: {},
    ...eventV2(routed),
  };
  const identity = identities.join(",");
  return {
    version: "1.0",
    type: "REQUEST",
    methodArn: routeArn(routed),
    identitySource: identity,
    authorizationToken: identity,
    resource: resourceOf(routed),
    path: routed.request.rawPath,
    httpMethod: routed.request.method,
    headers,
    queryStringParameters,
    pathParameters,
    stageVariables,
    requestContext: requestContextV1(routed),
  };
}
