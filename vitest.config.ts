import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/bundle.ts",
    testTimeout: 30_000,
    pool: "threads",
  },
});
