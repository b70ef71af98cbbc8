import { RotateCw } from "lucide-react";
import { Button } from "./button.tsx";

interface Props {
  readonly error: Error;
  readonly refetch: () => Promise<unknown>;
  /** How message and button stand to each other. */
  readonly className?: string;
}

/** In the place of what could not be read: why, and a way to ask again. */
export function Unread({ error, refetch, className = "flex flex-wrap items-center gap-3" }: Props) {
  return (
    <div role="alert" className={className}>
      <p className="text-failed">{error.message}</p>
      <Button size="sm" onClick={() => void refetch()}>
        <RotateCw aria-hidden />
        Try again
      </Button>
    </div>
  );
}
