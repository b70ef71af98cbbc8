"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, KeyRound, LogOut, Settings, User } from "lucide-react";
import Link from "next/link";
import { useId } from "react";
import { buttonClass } from "#web/components/ui/button.tsx";
import { meQueries } from "#web/lib/queries/me.ts";
import { chooseWorkspace } from "#web/lib/session/choose-workspace.ts";

const item = "flex w-full items-center gap-2 rounded-sm px-2 py-1 text-left hover:bg-hover";

/** Who is signed in; where else they are at home; the way out. */
export function UserMenu({ stage }: { readonly stage: string }) {
  const id = useId();
  const { data: me } = useQuery(meQueries.me());
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className={buttonClass({ look: "quiet", size: "icon" })}
        aria-label="Account"
        title={me?.name}
      >
        <User aria-hidden />
      </button>
      <div
        id={id}
        popover="auto"
        className="inset-auto top-11 right-4 m-0 min-w-52 rounded-md border border-line bg-surface p-1 text-ink sm:right-6"
      >
        {me && (
          <div className="border-line border-b px-2 pt-1 pb-2">
            <p className="font-bold">{me.name}</p>
            <p className="text-ink-soft text-small">
              {me.id}, {me.workspace.role}
            </p>
          </div>
        )}
        {me && me.workspaces.length > 1 && (
          <ul aria-label="Workspaces" className="border-line border-b py-1">
            {me.workspaces.map(({ workspaceId, name }) => {
              const isShown = workspaceId === me.workspace.workspaceId;
              return (
                <li key={workspaceId}>
                  <button
                    type="button"
                    aria-current={isShown ? "true" : undefined}
                    className={item}
                    onClick={() => chooseWorkspace(stage, workspaceId)}
                  >
                    <Check aria-hidden className={isShown ? "size-3.5" : "invisible size-3.5"} />
                    {name}
                  </button>
                </li>
              );
            })}
          </ul>
        )}
        <nav aria-label="Workspace" className="border-line border-b py-1">
          <Link href="/settings" prefetch={false} className={item}>
            <Settings aria-hidden className="size-3.5" />
            Settings
          </Link>
          {me?.workspace.role === "admin" && (
            <Link href="/access" prefetch={false} className={item}>
              <KeyRound aria-hidden className="size-3.5" />
              People and keys
            </Link>
          )}
        </nav>
        {/* Not a Link: it must not be fetched ahead. */}
        <a href="/auth/sign-out" className={item}>
          <LogOut aria-hidden className="size-3.5" />
          Sign out
        </a>
      </div>
    </>
  );
}
