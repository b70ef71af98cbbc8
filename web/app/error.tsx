"use client";

import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { ApiError } from "@videoflow/client/client";
import { RotateCw } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
}

/** In place of a page whose first data could not be had. */
export default function PageError({ error, retry }: Props) {
  const { reset } = useQueryErrorResetBoundary();
  const gone = error instanceof ApiError && error.status === 404;

  return (
    <Notice
      page
      urgent
      title={titleOf(error)}
      actions={
        <>
          {!gone && (
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
          <Link href="/" className={buttonClass()}>
            To the library
          </Link>
        </>
      }
    >
      <p>{error instanceof Error ? error.message : String(error)}</p>
    </Notice>
  );
}

function titleOf(error: unknown): string {
  if (!(error instanceof ApiError)) return "This page could not be shown";
  if (error.status === 404) return "Not found";
  return error.status === 0 ? "The API does not answer" : "The API could not do this";
}
