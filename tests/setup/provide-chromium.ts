export interface ChromiumState {
  /** Path of the Chromium or Chrome that was found. */
  found: string | null;
  /** Whether this runs in continuous integration. */
  ci: boolean;
  root: boolean;
  hasAptGet: boolean;
  /** Whether the package was installed or tried, and still none is found. */
  packageFailed: boolean;
  /** Whether Playwright's download was tried, and still none is found. */
  downloadFailed: boolean;
}

export type ChromiumStep =
  | { kind: "use"; path: string }
  | { kind: "install" }
  /** `obstacle` says why a CI machine cannot install the package. */
  | { kind: "download"; obstacle: string | null }
  | { kind: "fail"; message: string };

export const APT_INSTALL = "apt-get install -y --no-install-recommends chromium fonts-liberation";
export const PLAYWRIGHT_INSTALL = "npx playwright install chromium";

function installObstacle({ root, hasAptGet, packageFailed }: ChromiumState): string | null {
  if (!hasAptGet) return "apt-get is not available";
  if (!root) return "apt-get needs root";
  return packageFailed ? "apt-get failed" : null;
}

/** Returns what to do next so that the end-to-end tests have a Chromium. */
export function nextChromiumStep(state: ChromiumState): ChromiumStep {
  if (state.found) return { kind: "use", path: state.found };
  const obstacle = state.ci ? installObstacle(state) : null;
  if (state.ci && !obstacle) return { kind: "install" };
  if (!state.downloadFailed) return { kind: "download", obstacle };
  const apt = state.root ? APT_INSTALL : `sudo ${APT_INSTALL}`;
  const command = state.hasAptGet && !state.packageFailed ? apt : PLAYWRIGHT_INSTALL;
  return {
    kind: "fail",
    message: `No Chromium or Chrome was found and the download failed: run "${command}".`,
  };
}

export interface ChromiumActions {
  find(): string | null;
  install(): void;
  download(): void;
  log(message: string): void;
}

/**
 * Returns the path of a Chromium, and installs or downloads it if none is found.
 * @throws when neither succeeds
 */
export function provideChromium(
  machine: Pick<ChromiumState, "ci" | "root" | "hasAptGet">,
  actions: ChromiumActions,
): string {
  const state = { ...machine, packageFailed: false, downloadFailed: false };
  for (;;) {
    const step = nextChromiumStep({ ...state, found: actions.find() });
    switch (step.kind) {
      case "use":
        return step.path;
      case "fail":
        throw new Error(step.message);
      case "install":
        actions.log(`Chromium is not installed; running "${APT_INSTALL}".`);
        actions.install();
        state.packageFailed = true;
        break;
      case "download":
        if (step.obstacle) actions.log(`Chromium cannot be installed as a package: ${step.obstacle}.`);
        actions.log(`Chromium is not installed; running "${PLAYWRIGHT_INSTALL}".`);
        actions.download();
        state.downloadFailed = true;
    }
  }
}
