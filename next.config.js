/** Paths that already name a language or belong to programs; everything else is Chinese, the page `/api` too. */
const CHINESE = "/:path((?!en(?:/|$)|zh(?:/|$)|_next(?:/|$)|api/).*)";

/** @type {import("next").NextConfig} */
export default {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // The server compresses what it keeps.
  compress: false,
  reactStrictMode: true,
  experimental: { globalNotFound: true },
  serverExternalPackages: ["better-sqlite3"],
  turbopack: { root: import.meta.dirname },
  // `npm run types` checks the whole tree, tests included.
  typescript: { ignoreBuildErrors: true },
  redirects: async () => [
    { source: "/zh", destination: "/", permanent: true },
    { source: "/zh/:path*", destination: "/:path*", permanent: true },
  ],
  rewrites: async () => ({
    beforeFiles: [],
    afterFiles: [
      { source: "/", destination: "/zh" },
      { source: CHINESE, destination: "/zh/:path" },
    ],
    fallback: [],
  }),
};
