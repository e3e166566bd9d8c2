import opa, { type LoadedPolicy } from "@open-policy-agent/opa-wasm";

/** 64 KiB each. What a shard may take in all; OPA stops a call that wants more, and gives back all of it before the next. */
const mostPages = 16_384;

/** A compiled shard. The one place that knows opa-wasm: it throws texts and gives sets in any order. */
export class Shard {
  readonly #policy: LoadedPolicy;

  /** @param bytes of a policy.wasm; throws an Error when it is none */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#policy = guarded(() =>
      opa.loadPolicySync(new WebAssembly.Module(bytes), { initial: 8, maximum: mostPages }),
    );
  }

  /**
   * Runs one entrypoint.
   * @returns the result's JSON, undefined when the rule is undefined
   * @throws Error with OPA's message when the policy aborts; the shard stays usable
   */
  evaluate(input: unknown, entrypoint: string): unknown {
    const results: unknown = guarded(() => this.#policy.evaluate(input, entrypoint));
    const first: unknown = Array.isArray(results) ? results[0] : undefined;
    return first && typeof first === "object" && "result" in first ? first.result : undefined;
  }
}

function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    const text = typeof thrown === "string" ? thrown : (thrown as { message?: unknown })?.message;
    throw new Error(typeof text === "string" ? text : "the policy stopped without a message");
  }
}
