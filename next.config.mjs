const development = process.env.NODE_ENV === "development";
const appUrl = process.env.APP_URL ?? "http://localhost:3000";
const secure = appUrl.startsWith("https:");

/**
 * Where a bucket is reached. Next fixes the headers when it builds, so on a laptop, where the port of S3 may
 * be another one tomorrow, every port of its host is meant.
 */
function bucketOrigin(bucket) {
  const { S3_ENDPOINT, APP_REGION, AWS_REGION } = process.env;
  // In the order of lib/env.ts: Amplify's builds are not told AWS_REGION, and nobody may set it there.
  const region = APP_REGION || AWS_REGION || "us-east-1";
  if (!S3_ENDPOINT) return `https://${bucket}.s3.${region}.amazonaws.com`;
  const { protocol, hostname } = new URL(S3_ENDPOINT);
  return `${protocol}//${hostname}:*`;
}

const { MEDIA_BUCKET = "media", DERIVED_BUCKET = MEDIA_BUCKET, CDN_URL } = process.env;
/**
 * Clips are uploaded to the first bucket itself; what is shown comes from the CDN, or from both buckets
 * without one.
 */
const uploads = bucketOrigin(MEDIA_BUCKET);
const shown = CDN_URL ? [new URL(CDN_URL).origin] : [...new Set([uploads, bucketOrigin(DERIVED_BUCKET)])];
const policy = {
  "default-src": ["'self'"],
  // Next and the theme put small scripts and styles into the page.
  "script-src": [
    "'self'",
    "'unsafe-inline'",
    "'wasm-unsafe-eval'",
    ...(development ? ["'unsafe-eval'"] : []),
  ],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "blob:", "data:", ...shown],
  "media-src": ["'self'", "blob:", ...shown],
  "connect-src": ["'self'", ...new Set([uploads, ...shown]), ...(development ? ["ws:"] : [])],
  "font-src": ["'self'", "data:"],
  "worker-src": ["'self'", "blob:"],
  "object-src": ["'none'"],
  "base-uri": ["'self'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
  ...(secure ? { "upgrade-insecure-requests": [] } : {}),
};

const headers = [
  {
    key: "Content-Security-Policy",
    value: Object.entries(policy)
      .map(([directive, sources]) => [directive, ...sources].join(" "))
      .join("; "),
  },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "geolocation=(), microphone=(), payment=()" },
  ...(secure ? [{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" }] : []),
];

/** @type {import("next").NextConfig} */
export default {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // A server with only the files it uses, for a container; Amplify asks for the same in words of its own.
  ...(process.env.NEXT_OUTPUT === "standalone" && { output: "standalone" }),
  poweredByHeader: false,
  serverExternalPackages: ["pg", "pino", "@prisma/client", "@prisma/adapter-pg"],
  turbopack: { root: import.meta.dirname },
  // `npm run check` looks at the types, with those of the tests and the workers; a build adds its own folders
  // to this file.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
  experimental: { optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"] },
  headers: async () => [{ source: "/:path*", headers }],
};
