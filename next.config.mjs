const development = process.env.NODE_ENV === "development";
const appUrl = process.env.APP_URL ?? "http://localhost:3000";
const secure = appUrl.startsWith("https:");

/**
 * Returns the origin of a bucket. A local S3 may get another port after the build, which fixes the headers,
 * so all ports of its host are allowed.
 */
function bucketOrigin(bucket) {
  const { S3_ENDPOINT, APP_REGION, AWS_REGION } = process.env;
  // As in lib/env.ts. Builds on Amplify have no AWS_REGION, and the name is reserved there.
  const region = APP_REGION || AWS_REGION || "us-east-1";
  if (!S3_ENDPOINT) return `https://${bucket}.s3.${region}.amazonaws.com`;
  const { protocol, hostname } = new URL(S3_ENDPOINT);
  return `${protocol}//${hostname}:*`;
}

const { MEDIA_BUCKET = "media", DERIVED_BUCKET = MEDIA_BUCKET, CDN_URL } = process.env;
/**
 * Pages upload to the bucket of originals, and load files from the CDN or, without one, from both buckets.
 */
const uploads = bucketOrigin(MEDIA_BUCKET);
const shown = CDN_URL ? [new URL(CDN_URL).origin] : [...new Set([uploads, bucketOrigin(DERIVED_BUCKET)])];
const policy = {
  "default-src": ["'self'"],
  // Next and Mantine use inline scripts and styles.
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
  // For containers; Amplify sets NEXT_PRIVATE_STANDALONE instead.
  ...(process.env.NEXT_OUTPUT === "standalone" && { output: "standalone" }),
  poweredByHeader: false,
  serverExternalPackages: ["pg", "pino", "@prisma/client", "@prisma/adapter-pg"],
  turbopack: { root: import.meta.dirname },
  // `npm run check` checks the types. A build adds its own folders to the tsconfig, so it has one of its own.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
  experimental: { optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"] },
  headers: async () => [{ source: "/:path*", headers }],
};
