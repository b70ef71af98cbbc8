"use client";

import { Menu } from "@base-ui/react/menu";
import { useQuery } from "@tanstack/react-query";
import { Check, LogOut, User } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "#web/components/ui/button.tsx";
import { meQueries } from "#web/lib/queries/me.ts";
import { chooseWorkspace } from "#web/lib/session/choose-workspace.ts";

const item = "flex w-full cursor-default items-center gap-2 rounded-sm px-2 py-1 text-left data-highlighted:bg-hover";

/** Who is signed in; where else they are at home; the way out. */
export function UserMenu({ stage }: { readonly stage: string }) {
  const { data: me } = useQuery(meQueries.me());
  // The menu opens inside the header, not at the end of the page: so it is in a landmark.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonClass({ look: "quiet", size: "icon" })} aria-label="Account" title={me?.name}>
        <User aria-hidden />
      </Menu.Trigger>
      <div ref={setPlace} />
      <Menu.Portal container={place}>
        <Menu.Positioner sideOffset={6} align="end" className="z-30">
          <Menu.Popup className="min-w-52 rounded-md border border-line bg-surface p-1 outline-none">
            {me && (
              <div className="border-line border-b px-2 pt-1 pb-2">
                <p className="font-bold">{me.name}</p>
                <p className="text-ink-soft text-small">
                  {me.id}, {me.workspace.role}
                </p>
              </div>
            )}
            {me && me.workspaces.length > 1 && (
              <Menu.Group className="border-line border-b py-1">
                <Menu.GroupLabel className="px-2 text-ink-soft text-small">Workspace</Menu.GroupLabel>
                {me.workspaces.map(({ workspaceId, name }) => (
                  <Menu.Item key={workspaceId} className={item} onClick={() => chooseWorkspace(stage, workspaceId)}>
                    <span className="w-3.5">
                      {workspaceId === me.workspace.workspaceId && <Check aria-label="Shown" className="size-3.5" />}
                    </span>
                    {name}
                  </Menu.Item>
                ))}
              </Menu.Group>
            )}
            {/* Not a Link: it must not be fetched ahead. */}
            <Menu.LinkItem href="/auth/sign-out" className={item}>
              <LogOut aria-hidden className="size-3.5" />
              Sign out
            </Menu.LinkItem>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
