export function differenceOf(_: unknown): string | undefined {
  return undefined;
}
