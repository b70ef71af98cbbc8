import Link from "next/link";
import { UserMenu } from "#web/components/session/user-menu.tsx";
import { UploadButton } from "#web/components/upload/upload-button.tsx";
import { NavLink } from "./nav-link.tsx";
import { ThemeButton } from "./theme-button.tsx";
import { Wordmark } from "./wordmark.tsx";

/** The bar at the top of every page. It says which stage this is: two of them can be open side by side. */
export function Header({ stage, isSignedIn }: { readonly stage: string; readonly isSignedIn: boolean }) {
  return (
    <header className="sticky top-0 z-20 border-line border-b bg-ground">
      <div className="flex h-11 items-center gap-4 px-4 sm:gap-6 sm:px-6">
        <Link href="/" className="rounded-sm" aria-label="VideoFlow, to the library">
          <Wordmark />
        </Link>
        {isSignedIn && (
          <nav aria-label="Main" className="flex h-full min-w-0 gap-1 overflow-x-auto [scrollbar-width:none] sm:gap-3">
            <NavLink href="/" also="/assets">
              Library
            </NavLink>
            <NavLink href="/studio">Studio</NavLink>
            <NavLink href="/runs">Runs</NavLink>
            <NavLink href="/dashboard">Dashboard</NavLink>
            <NavLink href="/webhooks">Webhooks</NavLink>
          </nav>
        )}
        <div className="ml-auto flex shrink-0 items-center gap-1.5">
          <span className="hidden max-w-40 truncate px-2 text-ink-faint text-small sm:block" title={`Stage ${stage}`}>
            {stage}
          </span>
          <ThemeButton />
          {isSignedIn && (
            <>
              <UserMenu stage={stage} />
              <UploadButton />
            </>
          )}
        </div>
      </div>
    </header>
  );
}
