import type { Metadata } from "next";
import { buttonClass } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { returnPath } from "#web/lib/session/return-path.ts";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  readonly searchParams: Promise<{ readonly to?: string; readonly problem?: string }>;
}

const problems: Readonly<Record<string, string>> = {
  denied:
    "You could not be let in: nobody has invited you to a workspace, or your identity provider did not vouch for you.",
  failed: "Signing in did not come to its end. Try again.",
};

export default async function SignInPage({ searchParams }: Props) {
  const { to, problem } = await searchParams;
  return (
    <Notice
      page
      title="Sign in"
      actions={
        // Not a Link: it leads away from this app, and must not be fetched ahead.
        <a
          href={`/auth/sign-in?${new URLSearchParams({ to: returnPath(to) })}`}
          className={buttonClass({ look: "primary" })}
        >
          Sign in
        </a>
      }
    >
      {problem && problems[problem] && (
        <p role="alert" className="text-rejected">
          {problems[problem]}
        </p>
      )}
      <p>Your footage is seen by those who were invited to its workspace, and by nobody else.</p>
    </Notice>
  );
}
