import { ApiError } from "@videoflow/client/client";
import { RotateCw } from "lucide-react";
import { Button } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";

interface Props {
  readonly error: Error;
  readonly retry: () => void;
}

/** In place of moments: what was asked cannot be answered as it is, or nobody answers. */
export function SearchProblem({ error, retry }: Props) {
  const status = error instanceof ApiError ? error.status : undefined;
  const asked = status === 422 || status === 404;
  return (
    <Notice
      urgent
      title={asked ? "This cannot be searched for" : "The search does not answer"}
      actions={
        !asked && (
          <Button look="primary" onClick={retry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
        )
      }
    >
      <p>{error.message}</p>
    </Notice>
  );
}
