import { issuer } from "@openauthjs/openauth";
import { OauthError } from "@openauthjs/openauth/error";
import { membershipsOf } from "@videoflow/core/access/sign-in";
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { Resource } from "sst";
import { oidcProvider } from "./oidc-provider.ts";
import { checkReturn } from "./return-address.ts";
import { signInStorage } from "./sign-in-storage.ts";
import { subjects } from "./subjects.ts";

const ACCESS_S = 15 * 60;
const REFRESH_S = 30 * 24 * 3600;

const tokens = issuer({
  subjects,
  storage: signInStorage,
  providers: { oidc: oidcProvider(Resource.SignIn) },
  ttl: { access: ACCESS_S, refresh: REFRESH_S },
  allow: async () => true,
  async success(answer, { person }) {
    const memberships = await membershipsOf(person);
    if (memberships.length === 0)
      throw new OauthError("access_denied", `${person.email} has not been invited: ask an admin of your workspace`);
    return answer.subject("operator", person, { subject: person.email });
  },
});

const app = new Hono().use("/authorize", checkReturn).route("/", tokens);

/** The adapter takes every request for one by https; cookies are to fit the address that the browser sees. */
const asSeen = (request: Request): Request => {
  const url = new URL(request.url);
  url.protocol = request.headers.get("x-forwarded-proto") ?? url.protocol;
  return new Request(url, request);
};

/** Signs operators in, and gives their programs tokens: https://openauth.js.org. */
export const handler = handle({
  fetch: (request: Request, ...rest: never[]) => app.fetch(asSeen(request), ...rest),
} as Hono);
