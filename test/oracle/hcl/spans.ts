import type { Body, Expression } from "../../../src/parse/hcl/ast.ts";
import { childrenOf } from "../../parse/hcl/reading.ts";

/**
 * Spans lie in their parents' and in the text.
 * @throws for the first that does not
 */
export function checkSpans(body: Body, size: number): void {
  for (const one of body.attributes) {
    if (one.start > one.end || one.end > size) throw new Error(`attribute ${one.start}-${one.end}`);
    const open: Expression[] = [one.value];
    for (let node = open.pop(); node; node = open.pop()) {
      for (const child of childrenOf(node)) {
        if (child.start < node.start || child.end > node.end || child.start > child.end) {
          throw new Error(`${child.kind} ${child.start}-${child.end} in ${node.start}-${node.end}`);
        }
        open.push(child);
      }
    }
  }
  for (const block of body.blocks) {
    if (block.body.start < block.head.end || block.body.end > block.end || block.end > size) {
      throw new Error(`block ${block.start}-${block.end}`);
    }
    checkSpans(block.body, size);
  }
}
