/** Sets where a node ends, known only once its inner nodes were read; everyone else sees the span as fixed. */
export function endAt(node: { end: number }, end: number): void {
  node.end = end;
}
