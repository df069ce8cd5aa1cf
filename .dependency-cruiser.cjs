/** Import rules. docs/decisions/001-layers-and-import-rules.md gives the reasons. */
const inside = (folder) => `^${folder}/`;
const TEST = "\\.test\\.tsx?$";
const SCHEMA = "^lib/[^/]+/schema(\\.ts$|/)";
const SERVICE = "^lib/[^/]+/service(\\.ts$|/)";
const WORKER_SERVICE = "^lib/[^/]+/worker-service(\\.ts$|/)";
const SDK =
  "node_modules/(@aws-sdk|@smithy|mediabunny|node-av|libheif-js|@mediabunny|onnxruntime-node|sharp|exifreader|iovalkey|@vladmandic)/";
const WEB_LIBRARIES = "node_modules/(next|react|react-dom|server-only)/";

/** Which folders of lib/ each folder may import, lower layers first. `base` is the files directly in lib/. */
const LAYERS = {
  base: [],
  pose: [],
  media: [],
  db: ["base"],
  adapters: ["base", "pose", "media"],
  telemetry: ["base", "adapters"],
  http: ["base"],
  limits: ["base", "db", "adapters"],
  teams: ["base", "db"],
  racers: ["base", "db", "teams"],
  runs: ["base", "db", "adapters", "media", "limits", "teams", "racers"],
  analyses: ["base", "db", "adapters", "pose", "media", "limits", "telemetry", "teams", "racers", "runs"],
  measuring: ["pose", "runs", "analyses"],
  tracking: ["pose", "analyses"],
  coaching: ["base", "db", "adapters", "pose", "telemetry", "analyses"],
  auth: ["base", "db", "adapters", "telemetry", "http", "limits", "teams"],
  api: ["base", "db", "adapters", "telemetry", "http", "limits", "auth"],
};
const order = Object.keys(LAYERS);
for (const [folder, lower] of Object.entries(LAYERS)) {
  const wrong = lower.filter((name) => order.indexOf(name) >= order.indexOf(folder));
  if (wrong.length > 0) throw new Error(`lib/${folder} may not import ${wrong}: list lower layers first`);
}
const pathOf = (folder) => (folder === "base" ? "^lib/[^/]+\\.ts$" : `^lib/${folder}/`);

const layers = order.map((folder) => ({
  name: `layer-${folder}`,
  comment: `lib/${folder} may import: ${LAYERS[folder].join(", ") || "nothing else of lib"}.`,
  severity: "error",
  from: { path: pathOf(folder), pathNot: [TEST, "^lib/db/generated/"] },
  to: { path: "^lib/", pathNot: [folder, ...LAYERS[folder]].map(pathOf) },
}));

/** The CDK application; other folders of infra/ are programs of their own. */
const STACKS = "^infra/((bin|stacks|constructs)/|[^/]+\\.ts$)";

module.exports = {
  forbidden: [
    ...layers,
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolved-imports",
      comment: "The container entry point resolves its imports inside the image only.",
      severity: "error",
      from: { pathNot: "^infra/container/" },
      to: { couldNotResolve: true },
    },
    {
      name: "schema-imports-schemas-only",
      comment: "The browser and every worker load schemas.",
      severity: "error",
      from: { path: SCHEMA, pathNot: TEST },
      to: { pathNot: [SCHEMA, "^lib/(pose|media)/", "node_modules/zod/"] },
    },
    {
      name: "kernel-is-pure",
      severity: "error",
      from: { path: "^lib/(pose|media)/", pathNot: TEST },
      to: { pathNot: ["^lib/(pose|media)/", "node_modules/zod/"] },
    },
    {
      name: "measuring-and-tracking-are-pure",
      severity: "error",
      from: { path: "^lib/(measuring|tracking)/", pathNot: TEST },
      to: { pathNot: ["^lib/(measuring|tracking|pose)/", SCHEMA] },
    },
    {
      name: "rules-engine-is-pure",
      severity: "error",
      from: { path: "^lib/coaching/rules/", pathNot: TEST },
      to: { pathNot: ["^lib/coaching/", SCHEMA, "^lib/pose/"] },
    },
    {
      name: "bedrock-engine-sees-measures-only",
      comment: "It cannot reach runs, racers, files or the database, so it cannot send them.",
      severity: "error",
      from: { path: "^lib/coaching/bedrock/", pathNot: TEST },
      to: {
        path: "^(lib|app|components|workers|local|prisma)/",
        pathNot: [
          "^lib/coaching/",
          "^lib/analyses/schema/",
          "^lib/pose/",
          "^lib/adapters/ai/",
          "^lib/log\\.ts$",
          "^lib/telemetry/",
        ],
      },
    },
    {
      name: "ai-adapter-is-for-coaching",
      severity: "error",
      from: {
        path: "^(app|components|lib|workers)/",
        pathNot: ["^lib/adapters/ai/", "^lib/coaching/", TEST],
      },
      to: { path: "^lib/adapters/ai/" },
    },
    {
      name: "repo-is-private-to-its-feature",
      comment: "A repo does not check access.",
      severity: "error",
      from: { path: "^(app|components|lib|workers|local|prisma|bench)/([^/]+)/", pathNot: TEST },
      to: { path: "^lib/[^/]+/repo(\\.ts$|/)", pathNot: "^lib/$2/" },
    },
    {
      name: "repo-imports-rows-and-schemas",
      severity: "error",
      from: { path: "^lib/([^/]+)/repo(\\.ts$|/)", pathNot: TEST },
      to: {
        path: "^(lib|app|components|workers|local|prisma)/",
        pathNot: ["^lib/db/", "^lib/$1/repo/", "^lib/[^/]+/policy\\.ts$", SCHEMA, "^lib/(pose|media)/"],
      },
    },
    {
      name: "database-is-for-repos-and-auth",
      severity: "error",
      from: {
        path: "^(app|components|lib)/",
        pathNot: [
          "^lib/[^/]+/(repo(\\.ts$|/)|policy\\.ts$)",
          "^lib/(db|auth)/",
          "^lib/api/health\\.ts$",
          SERVICE,
          WORKER_SERVICE,
          TEST,
        ],
      },
      to: { path: "^lib/db/" },
    },
    {
      name: "services-open-transactions-only",
      comment: "Queries belong to the repo.",
      severity: "error",
      from: { path: [SERVICE, WORKER_SERVICE], pathNot: TEST },
      to: { path: "^lib/db/", pathNot: "^lib/db/client\\.ts$" },
    },
    {
      name: "features-import-services-and-schemas-of-features",
      comment:
        "A policy may build on the policy of a lower feature, and a repo takes the conditions it makes.",
      severity: "error",
      from: {
        path: "^lib/(teams|racers|runs|analyses|coaching)/",
        pathNot: [TEST, "/policy\\.ts$", "/repo/"],
      },
      to: {
        path: "^lib/(teams|racers|runs|analyses|coaching)/",
        pathNot: ["^lib/$1/", SCHEMA, SERVICE, WORKER_SERVICE, "^lib/runs/keys\\.ts$"],
      },
    },
    {
      name: "policies-import-policies-and-schemas",
      severity: "error",
      from: { path: "^lib/[^/]+/policy\\.ts$" },
      to: {
        path: "^(lib|app|components|workers|local|prisma)/",
        pathNot: ["^lib/[^/]+/policy\\.ts$", SCHEMA, "^lib/errors\\.ts$", "^lib/db/"],
      },
    },
    {
      name: "lib-imports-no-program",
      severity: "error",
      from: { path: inside("lib"), pathNot: TEST },
      to: { path: "^(local|prisma|workers|infra|tools)/" },
    },
    {
      name: "adapters-are-independent",
      comment: "They share the AWS client settings and the secrets adapter.",
      severity: "error",
      from: { path: "^lib/adapters/([^/]+)/", pathNot: TEST },
      to: { path: "^lib/adapters/", pathNot: ["^lib/adapters/$1/", "^lib/adapters/(aws|secrets)/"] },
    },
    {
      name: "sdks-stop-at-adapters",
      comment: "The database client signs its own IAM token; the browser checks chosen files by itself.",
      severity: "error",
      from: {
        path: "^(app|components|lib|workers)/",
        pathNot: ["^lib/adapters/", "^lib/db/rds-auth\\.ts$", "^components/upload/lazyModules\\.ts$", TEST],
      },
      to: { path: SDK },
    },
    {
      name: "database-driver-stops-at-its-client",
      severity: "error",
      from: { path: "^(app|components|lib|workers|bench)/", pathNot: ["^lib/(db|auth)/", TEST] },
      to: { path: "node_modules/(pg|@prisma)/" },
    },
    {
      name: "app-calls-services",
      severity: "error",
      from: { path: inside("app") },
      to: {
        path: "^(lib|workers|local|prisma)/",
        pathNot: [SERVICE, SCHEMA, "^lib/(auth|api)/", "^lib/errors\\.ts$"],
      },
    },
    {
      name: "requests-enter-by-the-service",
      comment: "Worker services take no actor.",
      severity: "error",
      from: { path: "^(app|components|lib/(auth|http|api))/" },
      to: { path: [WORKER_SERVICE, "^lib/[^/]+/(policy|keys|[a-z]+-view|upload-storage)\\.ts$"] },
    },
    {
      name: "workers-use-worker-services",
      comment: "Workers have no actor. The service of coaching takes none.",
      severity: "error",
      from: { path: inside("workers"), pathNot: TEST },
      to: {
        path: [SERVICE, "^lib/[^/]+/(policy|[a-z]+-view|upload-storage)\\.ts$"],
        pathNot: "^lib/coaching/service\\.ts$",
      },
    },
    {
      name: "components-take-props",
      severity: "error",
      from: { path: inside("components") },
      to: {
        path: "^(lib|app|workers|local|prisma)/",
        pathNot: [SCHEMA, "^lib/(pose|media)/"],
      },
    },
    {
      name: "runs-and-upload-are-independent",
      comment: "What both need is in components/run-details.",
      severity: "error",
      from: { path: "^components/(runs|upload)/" },
      to: { path: "^components/(runs|upload)/", pathNot: "^components/$1/" },
    },
    {
      name: "ui-is-free-of-the-domain",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(components|lib|app)/", pathNot: "^components/ui/" },
    },
    {
      name: "services-and-workers-are-free-of-the-web",
      severity: "error",
      from: { path: "^(lib|workers)/", pathNot: ["^lib/(auth|http|api)/", TEST] },
      to: { path: ["^(app|components)/", "^lib/(auth|http|api)/", WEB_LIBRARIES] },
    },
    {
      name: "stacks-import-names-only",
      comment: "The CDK application shares names with the application, never its code.",
      severity: "error",
      from: { path: STACKS, pathNot: "^infra/.*test" },
      to: {
        pathNot: [
          inside("infra"),
          "^lib/env\\.ts$",
          "^lib/runs/keys\\.ts$",
          "^lib/telemetry/names\\.ts$",
          "node_modules/(aws-cdk-lib|constructs|cdk-nag|zod|@types/node)/",
        ],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "stacks-import-only-the-type-of-the-environment",
      comment: "lib/env.ts reads the environment when it is loaded; a deployment must not.",
      severity: "error",
      from: { path: STACKS, pathNot: "^infra/.*test" },
      to: { path: "^lib/env\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-imports-the-stacks",
      severity: "error",
      from: { pathNot: "^(infra|tools/cost)/" },
      to: { path: [STACKS, "node_modules/(aws-cdk-lib|cdk-nag|constructs)/"] },
    },
    {
      name: "migrations-read-no-environment",
      comment: "Callers migrate before they know the address of the services; lib/env.ts reads it once.",
      severity: "error",
      from: { path: "^prisma/(migrate|migration-files|migration-history|schema-engine)\\.ts$" },
      to: { path: "^lib/(env|log)\\.ts$", reachable: true },
    },
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      from: { path: "^(app|components|lib|workers)/", pathNot: TEST },
      to: { path: "^(tests|bench|local|tools)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/db/generated/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
