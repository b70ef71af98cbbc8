"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { isTheme, THEME_COOKIE, type Theme, themes } from "#web/lib/theme.ts";

const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const YEAR_IN_SECONDS = 31_536_000;
const listeners = new Set<() => void>();

/** Goes round system, light and dark. The choice is a cookie, so that the server's first page has it already. */
export function ThemeButton() {
  const theme = useSyncExternalStore(subscribe, currentTheme, () => "system" as const);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  const Icon = icons[theme];
  return (
    <Button
      look="quiet"
      size="icon"
      onClick={() => choose(next)}
      aria-label={`Theme: ${theme}. Change to ${next}`}
      title={`Theme: ${theme}`}
    >
      <Icon aria-hidden />
    </Button>
  );
}

function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return isTheme(theme) ? theme : "system";
}

function choose(theme: Theme) {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that the app supports.
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_IN_SECONDS}; samesite=lax`;
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
