import type { Code } from "../../text/codes.ts";
import type { At } from "../../text/span.ts";

/**
 * An expression that Terraform would refuse. Thrown inside the resolver only: `try` and `can` catch it, else it
 * ends as a diagnostic and an unknown at the value that holds the expression. Not an Error, since no stack is wanted.
 */
export class Fault {
  readonly message: string;
  readonly code: Code;
  readonly at: At | undefined;

  constructor(message: string, at?: At, code: Code = "tf-evaluation") {
    this.message = message;
    this.at = at;
    this.code = code;
  }
}
