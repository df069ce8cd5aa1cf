// The Lambda function of infra/constructs/web/amplify-build.ts, deployed without bundling.

/** Part of Lambda's Node.js runtime and not a dependency here, so it is imported only in the handler. */
const SDK = "@aws-sdk/client-amplify";
const PAUSE_MS = 15_000;
/** Kept free before the function's timeout, to report the failure. */
const RESERVE_MS = 30_000;

/**
 * Starts a build, retrying while Amplify rejects it because the branch has a build in progress. Returns the
 * result of `startJob`. @throws its error, or an Error when the build in progress does not end in time
 */
export async function startBuild(startJob, { pause, timeLeftMs }) {
  for (;;) {
    try {
      return await startJob();
    } catch (error) {
      if (error.name !== "LimitExceededException") throw error;
      if (timeLeftMs() < PAUSE_MS + RESERVE_MS) {
        throw new Error(
          "Amplify is still building another commit of this branch. Wait for it, or stop it in Amplify's console, then deploy again.",
          { cause: error },
        );
      }
      await pause(PAUSE_MS);
    }
  }
}

/**
 * Handles the custom resource: builds one commit, or the newest one. It does not read the property
 * `variables`, which exists so that a changed variable causes an update.
 */
export async function handler(event, context) {
  const { appId, branchName, commitId } = event.ResourceProperties;
  const response = { PhysicalResourceId: "build" };
  if (event.RequestType === "Delete") return response;
  const { AmplifyClient, StartJobCommand } = await import(SDK);
  const client = new AmplifyClient({});
  const job = {
    appId,
    branchName,
    jobType: "RELEASE",
    jobReason: `deployment of ${commitId ?? "the newest commit"}`,
    ...(commitId && { commitId }),
  };
  const { jobSummary } = await startBuild(() => client.send(new StartJobCommand(job)), {
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    timeLeftMs: () => context.getRemainingTimeInMillis(),
  });
  return { ...response, Data: { jobId: jobSummary.jobId } };
}
