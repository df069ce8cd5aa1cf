// The function behind infra/constructs/web/amplify-build.ts, deployed as it stands here.

/** Comes with Lambda's Node; it is installed nowhere else, so nobody may look for it before it is needed. */
const SDK = "@aws-sdk/client-amplify";
const PAUSE_MS = 15_000;
/** What is left for the answer when it is time to give up. */
const RESERVE_MS = 30_000;

/**
 * Starts a build once Amplify takes it: a branch is built once at a time, and whoever asks meanwhile is turned away. Returns
 * what `startJob` does. @throws its error, or one that says what to do when the build before does not end in time
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
 * Asks Amplify to build one commit, or the newest one where none is named, as a custom resource of CloudFormation. The
 * variables among its properties are not read here: they are there so that another value of one asks for another build.
 */
export async function handler(event, context) {
  const { appId, branchName, commitId } = event.ResourceProperties;
  const answer = { PhysicalResourceId: "build" };
  if (event.RequestType === "Delete") return answer;
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
  return { ...answer, Data: { jobId: jobSummary.jobId } };
}
