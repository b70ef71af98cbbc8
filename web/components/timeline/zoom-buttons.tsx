import { Minus, Plus } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Button } from "#web/components/ui/button.tsx";

interface Props {
  readonly whole: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
}

const ZOOM_IN = 0.5;
const ZOOM_OUT = 2;

/** Does with `+`, `-` and `0` what the buttons do. */
export function zoomByKey(event: KeyboardEvent, { onZoom, onWhole }: Omit<Props, "whole">): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+" || event.key === "=") onZoom(ZOOM_IN);
  else if (event.key === "-") onZoom(ZOOM_OUT);
  else if (event.key === "0") onWhole();
}

/** Shows more of the footage at once, or less of it larger. */
export function ZoomButtons({ whole, onZoom, onWhole }: Props) {
  return (
    <div className="flex items-center">
      <Button
        look="quiet"
        size="iconSm"
        aria-label="Zoom out"
        title="Zoom out"
        disabled={whole}
        onClick={() => onZoom(ZOOM_OUT)}
      >
        <Minus aria-hidden />
      </Button>
      <Button
        look="quiet"
        size="iconSm"
        aria-label="Zoom in"
        title="Zoom in (Ctrl and wheel)"
        onClick={() => onZoom(ZOOM_IN)}
      >
        <Plus aria-hidden />
      </Button>
      <Button look="quiet" size="sm" disabled={whole} onClick={onWhole}>
        Whole
      </Button>
    </div>
  );
}
