"use client";

import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { ApiError } from "@videoflow/client/client";
import { RotateCw } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Button, buttonClass } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { thingAt } from "#web/lib/things.ts";

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
}

/** In place of a page whose first data could not be had. */
export default function PageError({ error, retry }: Props) {
  const { reset } = useQueryErrorResetBoundary();
  const named = thingAt(usePathname());
  const { title, text, isFinal } = described(error, named);
  const { listHref = "/", listTitle = "To the library" } = named?.thing ?? {};

  return (
    <Notice
      page
      urgent
      title={title}
      actions={
        <>
          {!isFinal && (
            <Button
              look="primary"
              onClick={() => {
                reset();
                retry();
              }}
            >
              <RotateCw aria-hidden />
              Try again
            </Button>
          )}
          <Link href={listHref} className={buttonClass()}>
            {listTitle}
          </Link>
        </>
      }
    >
      <p className="break-words">{text}</p>
    </Notice>
  );
}

/** What is wrong and, if it is not said by the buttons, what to do. `isFinal`: asked again, the answer is the same. */
function described(error: unknown, named: ReturnType<typeof thingAt>) {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ApiError)) return { title: "This page could not be shown", text: message, isFinal: false };
  if (error.status === 404 && named)
    return { title: `There is no such ${named.thing.name}`, text: `${message}. ${named.thing.whyGone}`, isFinal: true };
  if (error.status === 422 && named && !named.isId) {
    const text = `“${named.id}” is no id: the address was cut off, or changed on its way here. Open it from its list, or ask for the link again.`;
    return { title: `This address names no ${named.thing.name}`, text, isFinal: true };
  }
  if (error.status === 404) return { title: "Not found", text: message, isFinal: true };
  if (error.status === 403) return { title: "You may not see this", text: message, isFinal: true };
  if (error.status === 422)
    return { title: "This address asks for something that cannot be", text: message, isFinal: true };
  const title = error.status === 0 ? "The API does not answer" : "The API could not do this";
  return { title, text: message, isFinal: false };
}
