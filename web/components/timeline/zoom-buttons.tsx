import { Minus, Plus } from "lucide-react";
import { Button } from "#web/components/ui/button.tsx";

interface Props {
  readonly whole: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
}

export const ZOOM_IN = 0.5;
export const ZOOM_OUT = 2;

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
