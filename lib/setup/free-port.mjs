import { createServer } from "node:net";

/**
 * A port that nobody listens on.
 * @returns {Promise<number>}
 */
export function findFreePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
