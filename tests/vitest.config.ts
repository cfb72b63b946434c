import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const home = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root: home,
  resolve: { alias: { "@/": home } },
  test: {
    include: ["tests/{unit,golden,property}/**/*.test.{ts,tsx}"],
    env: { GONGKAI_HOME: home },
    testTimeout: 30_000,
  },
});
