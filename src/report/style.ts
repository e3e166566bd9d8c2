import pc from "picocolors";
import type { Severity } from "../evaluate/catalogue.ts";

type Paint = (text: string) => string;

/** The few colours of the terminal report. Without colour every function gives its text back. */
export interface Style {
  bold: Paint;
  dim: Paint;
  path: Paint;
  good: Paint;
  bad: Paint;
  warn: Paint;
  severity: Record<Severity, Paint>;
}

/** `color` is decided by the caller (terminal, NO_COLOR, FORCE_COLOR), never here. */
export function styleOf(color: boolean): Style {
  const c = pc.createColors(color);
  return {
    bold: c.bold,
    dim: c.dim,
    path: (text) => c.underline(text),
    good: c.green,
    bad: c.red,
    warn: c.yellow,
    severity: {
      critical: (text) => c.bold(c.magenta(text)),
      high: (text) => c.bold(c.red(text)),
      medium: (text) => c.bold(c.yellow(text)),
      low: (text) => c.bold(c.cyan(text)),
    },
  };
}
