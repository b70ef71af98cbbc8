import { Person } from "@videoflow/core/access/operator.schema";
import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { Resource } from "sst";
import * as z from "zod";
import { CLIENTS } from "./subjects.ts";

const issuer = Resource.Auth.url;
/** The issuer may have to be started first, which is waited for nearly as long as the gateway waits for an answer. */
const KEYS_MS = 8_000;
const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), { timeoutDuration: KEYS_MS });

/** As OpenAuth writes it. */
const Claims = z.object({ mode: z.literal("access"), type: z.literal("operator"), properties: Person });

/** What is wrong with a token itself, and not with how its issuer's keys were asked for. */
const REFUSALS = [
  errors.JWTInvalid,
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
];

/** Whose access token this is; undefined for one that this stage's issuer did not issue, or that is good no more. */
export async function personOf(token: string): Promise<Person | undefined> {
  try {
    const { payload } = await jwtVerify(token, keys, { issuer, audience: CLIENTS, algorithms: ["ES256"] });
    return Claims.safeParse(payload).data?.properties;
  } catch (error) {
    if (REFUSALS.some((refusal) => error instanceof refusal)) return undefined;
    throw error;
  }
}
