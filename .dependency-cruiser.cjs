/** The import rules of the house; each name says what it protects. Reasons: docs/decisions/001-houses-and-import-rules.md */
const inside = (folder) => `^${folder}/`;
const sdk =
  "node_modules/(@aws-sdk|@smithy|mediabunny|node-av|libheif-js|@mediabunny|onnxruntime-node|onnx-proto|sharp|exifreader|iovalkey|@vladmandic)/";

/** Under lib/ but no feature: what features stand on, and what stands on them. */
const noFeature = "^lib/((adapters|auth|db|http|jobs|telemetry)/|[^/]+\\.ts$)";

/** What describes the deployment; beside it in infra/ are programs of their own. */
const stacksOnly = "^infra/((bin|stacks|constructs)/|[^/]+\\.ts$)";

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolved",
      comment: "What starts a container finds its neighbours only in the image.",
      severity: "error",
      from: { pathNot: "^infra/container/" },
      to: { couldNotResolve: true },
    },
    {
      name: "schemas-are-safe-everywhere",
      comment: "A schema is read by the browser and by every worker: zod and other schemas only.",
      severity: "error",
      from: { path: "^lib/[^/]+/schema(\\.ts$|/)", pathNot: "\\.test\\.ts$" },
      to: { pathNot: ["^lib/[^/]+/schema(\\.ts$|/)", "node_modules/zod/"] },
    },
    {
      name: "metrics-are-pure",
      severity: "error",
      from: { path: "^lib/analyses/(metrics|tracking)/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: ["^lib/analyses/(metrics|tracking|schema)/"] },
    },
    {
      name: "coaches-are-pure",
      severity: "error",
      from: { path: "^lib/coaching/rules/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: ["^lib/coaching/", "^lib/analyses/schema/"] },
    },
    {
      name: "the-model-coach-sees-facts",
      comment: "What it may send is decided by what it can reach: no run, racer, file or database.",
      severity: "error",
      from: { path: "^lib/coaching/bedrock/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^(lib|app|components|workers|local|prisma)/",
        pathNot: [
          "^lib/coaching/(bedrock|grounding|rules)/",
          "^lib/coaching/(analysis|moments)\\.ts$",
          "^lib/analyses/schema/",
          "^lib/adapters/ai/",
          "^lib/log\\.ts$",
          "^lib/telemetry/",
        ],
      },
    },
    {
      name: "models-are-asked-by-their-coach",
      severity: "error",
      comment: "Workers open a model and hand it over.",
      from: {
        path: "^(app|components|lib|workers)/",
        pathNot: [
          "^lib/adapters/ai/",
          "^lib/coaching/(bedrock/|settings\\.ts$)",
          "^workers/analyze/coaching",
        ],
      },
      to: { path: "^lib/adapters/ai/" },
    },
    {
      name: "repo-is-private-to-its-folder",
      comment: "A repo does not check access, so only its own feature may call it.",
      severity: "error",
      from: { path: "^lib/([^/]+)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^lib/[^/]+/repo(\\.ts$|/)", pathNot: "^lib/$1/" },
    },
    {
      name: "repo-is-not-for-outsiders",
      severity: "error",
      from: { path: "^(app|components|workers|local|prisma|bench)/" },
      to: { path: "^lib/[^/]+/repo(\\.ts$|/)" },
    },
    {
      name: "repos-know-rows-and-schemas",
      comment: "Rules, other repos and the outside world are the service's business.",
      severity: "error",
      from: { path: "^lib/([^/]+)/repo(\\.ts$|/)", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^(lib|app|components|workers|local|prisma)/",
        pathNot: ["^lib/db/", "^lib/$1/repo/", "^lib/[^/]+/schema(\\.ts$|/)"],
      },
    },
    {
      name: "only-repos-and-auth-touch-the-database",
      severity: "error",
      from: {
        path: "^(app|components|lib)/",
        pathNot: ["^lib/[^/]+/repo(\\.ts$|/)", "^lib/db/", "^lib/auth/", "service\\.ts$", "\\.test\\.ts$"],
      },
      to: { path: "^lib/db/" },
    },
    {
      name: "a-service-opens-transactions-and-no-more",
      comment: "Queries are its repo's.",
      severity: "error",
      from: { path: "^lib/[^/]+/[a-z-]*service\\.ts$" },
      to: { path: "^lib/db/", pathNot: "^lib/db/client\\.ts$" },
    },
    {
      name: "features-meet-at-services-and-schemas",
      comment:
        "And at names of files and pure mathematics. A policy may rest on another one: who sees a run sees its analyses.",
      severity: "error",
      from: { path: "^lib/([^/]+)/", pathNot: "(\\.test|/policy)\\.tsx?$" },
      to: {
        path: "^lib/",
        pathNot: [
          noFeature,
          "^lib/$1/",
          "^lib/[^/]+/schema(\\.ts$|/)",
          "^lib/[^/]+/[a-z-]*service\\.ts$",
          "^lib/analyses/(keys\\.ts$|metrics/)",
        ],
      },
    },
    {
      name: "policies-know-policies-and-schemas",
      severity: "error",
      from: { path: "^lib/[^/]+/policy\\.ts$" },
      to: {
        path: "^(lib|app|components|workers|local|prisma)/",
        pathNot: ["^lib/[^/]+/(policy|schema)\\.ts$", "^lib/[^/]+/schema/", "^lib/errors\\.ts$"],
      },
    },
    {
      name: "lib-knows-no-program",
      severity: "error",
      from: { path: inside("lib"), pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(local|prisma|workers|infra)/" },
    },
    {
      name: "adapters-know-no-feature",
      comment: "Nor each other, but for what all AWS clients share, and the secrets that some of them need.",
      severity: "error",
      from: { path: "^lib/adapters/([^/]+)/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^(lib|app|components|workers)/",
        pathNot: ["^lib/adapters/$1/", "^lib/adapters/(aws|secrets)/", "^lib/(env|errors|log)\\.ts$"],
      },
    },
    {
      name: "sdks-stop-at-adapters",
      severity: "error",
      comment: "But for the token that opens the database.",
      from: { path: "^(app|lib|workers)/", pathNot: ["^lib/adapters/", "^lib/db/trust\\.ts$"] },
      to: { path: sdk },
    },
    {
      name: "the-database-driver-stops-at-its-client",
      severity: "error",
      from: { path: "^(app|components|lib|workers|bench)/", pathNot: "^lib/(db|auth)/" },
      to: { path: "node_modules/(pg|@prisma)/" },
    },
    {
      name: "app-calls-services",
      severity: "error",
      from: { path: inside("app") },
      to: {
        path: "^(lib|workers|local|prisma)/",
        pathNot: [
          "^lib/[^/]+/service\\.ts$",
          "^lib/[^/]+/schema(\\.ts$|/)",
          "^lib/(auth|http)/",
          "^lib/(errors|env\\.client)\\.ts$",
        ],
      },
    },
    {
      name: "a-feature-is-entered-by-its-service",
      comment: "A worker's verbs name no actor, so nothing a request reaches may call them.",
      severity: "error",
      from: { path: "^(app|components|lib/(auth|http))/" },
      to: {
        path: "^lib/[^/]+/(worker-service|deletion-service|upload-service|read-service|policy|view|keys)\\.ts$",
      },
    },
    {
      name: "workers-ask-services",
      comment: "No person asks them, so no policy applies, and what a service shows is not for them.",
      severity: "error",
      from: { path: inside("workers") },
      to: { path: "^lib/[^/]+/(policy|view)\\.ts$" },
    },
    {
      name: "components-take-props",
      comment: "Props in, events out: schemas and the browser's env only.",
      severity: "error",
      from: { path: inside("components") },
      to: {
        path: "^(lib|app|workers|local|prisma)/",
        pathNot: ["^lib/[^/]+/schema(\\.ts$|/)", "^lib/env\\.client\\.ts$"],
      },
    },
    {
      name: "ui-knows-no-domain-word",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(components|lib|app)/", pathNot: "^components/ui/" },
    },
    {
      name: "services-know-no-web",
      severity: "error",
      from: { path: "^lib/", pathNot: ["^lib/(auth|http)/", "\\.test\\.tsx?$"] },
      to: {
        path: ["^(app|components)/", "^lib/(auth|http)/", "node_modules/(next|react|react-dom|server-only)/"],
      },
    },
    {
      name: "workers-know-no-web",
      severity: "error",
      from: { path: inside("workers") },
      to: {
        path: ["^(app|components)/", "^lib/(auth|http)/", "node_modules/(next|react|react-dom|server-only)/"],
      },
    },
    {
      name: "stacks-know-names-only",
      comment:
        "It describes what the application needs by the names the application itself reads and writes.",
      severity: "error",
      from: { path: stacksOnly, pathNot: "^infra/.*test" },
      to: {
        pathNot: [
          inside("infra"),
          "^lib/env\\.ts$",
          "^lib/telemetry/names\\.ts$",
          "node_modules/(aws-cdk-lib|constructs|cdk-nag|zod|@types/node)/",
        ],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "stacks-take-the-shape-of-the-environment-only",
      comment: "lib/env.ts reads the environment when it is loaded; a deployment must not.",
      severity: "error",
      from: { path: stacksOnly, pathNot: "^infra/.*test" },
      to: { path: "^lib/env\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-imports-the-stacks",
      severity: "error",
      from: { pathNot: inside("infra") },
      to: { path: [stacksOnly, "node_modules/(aws-cdk-lib|cdk-nag|constructs)/"] },
    },
    {
      name: "migrating-reads-no-environment",
      comment:
        "Whoever starts the services migrates first and says where they are only then; the environment is read once.",
      severity: "error",
      from: { path: "^prisma/(migrate|engine|folder)\\.ts$" },
      to: { path: "^lib/(env|log)\\.ts$", reachable: true },
    },
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      from: { path: "^(app|components|lib|workers)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(tests|bench|local)/" },
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
