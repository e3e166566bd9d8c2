import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/bundle.ts",
    testTimeout: 30_000,
    pool: "threads",
    // By itself vitest leaves one processor unused, which on two is half of the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
