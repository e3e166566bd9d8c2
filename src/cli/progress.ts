const quietFor = 1000;
let progressShown = false;

/** Prints what the run is at on a terminal's standard error, once it has taken a second. */
export function progressPrinter(): (what: string) => void {
  if (!process.stderr.isTTY) return () => {};
  const started = performance.now();
  return (what) => {
    if (performance.now() - started < quietFor) return;
    progressShown = true;
    const shown = what.replace(/[^\x20-\x7e]/g, "?").slice(0, 70);
    process.stderr.write(`\r\x1b[Kcrosswalk: ${shown}`);
  };
}

/** Wipes what was printed. */
export function clearProgress(): void {
  if (progressShown) process.stderr.write("\r\x1b[K");
  progressShown = false;
}
