import { describe, expect, it } from "vitest";
import {
  APT_INSTALL,
  type ChromiumState,
  nextChromiumStep,
  PLAYWRIGHT_INSTALL,
  provideChromium,
} from "./provide-chromium";

const BARE_LAPTOP: ChromiumState = {
  found: null,
  ci: false,
  root: false,
  hasAptGet: false,
  packageFailed: false,
  downloadFailed: false,
};
const BARE_CI: ChromiumState = { ...BARE_LAPTOP, ci: true, root: true, hasAptGet: true };

describe("nextChromiumStep", () => {
  it.each([BARE_LAPTOP, BARE_CI])("uses the Chromium that was found (%o)", (state) => {
    const found = "/usr/bin/chromium";
    expect(nextChromiumStep({ ...state, found })).toEqual({ kind: "use", path: found });
  });

  it("installs the package on a CI machine that has apt-get and root", () => {
    expect(nextChromiumStep(BARE_CI)).toEqual({ kind: "install" });
  });

  it("installs no package outside of CI, even as root", () => {
    expect(nextChromiumStep({ ...BARE_CI, ci: false })).toEqual({ kind: "download", obstacle: null });
  });

  it.each([
    [{ root: false }, "apt-get needs root"],
    [{ hasAptGet: false }, "apt-get is not available"],
    [{ packageFailed: true }, "apt-get failed"],
  ])("downloads on a CI machine with %o and names the obstacle", (change, obstacle) => {
    expect(nextChromiumStep({ ...BARE_CI, ...change })).toEqual({ kind: "download", obstacle });
  });

  it.each([
    ["a laptop without apt-get", BARE_LAPTOP, PLAYWRIGHT_INSTALL],
    ["a Debian laptop", { ...BARE_LAPTOP, hasAptGet: true }, `sudo ${APT_INSTALL}`],
    ["a Debian machine as root", { ...BARE_LAPTOP, hasAptGet: true, root: true }, APT_INSTALL],
    ["a CI machine without root", { ...BARE_CI, root: false }, `sudo ${APT_INSTALL}`],
    ["a CI machine whose apt-get failed", { ...BARE_CI, packageFailed: true }, PLAYWRIGHT_INSTALL],
  ])("fails after the download with one line that names the command for %s", (_, state, command) => {
    const step = nextChromiumStep({ ...state, downloadFailed: true });
    expect(step).toEqual({ kind: "fail", message: expect.stringContaining(`run "${command}".`) });
    expect(step.kind === "fail" && step.message).not.toContain("\n");
  });
});

describe("provideChromium", () => {
  /** Actions after which a Chromium is found if `works` names them; `done` lists those that ran. */
  const actionsWhere = (works: "install" | "download" | "nothing") => {
    const done: string[] = [];
    const logged: string[] = [];
    return {
      done,
      logged,
      find: () => (done.includes(works) ? `/by/${works}` : null),
      install: () => void done.push("install"),
      download: () => void done.push("download"),
      log: (message: string) => void logged.push(message),
    };
  };

  it("returns the installed package on a CI machine and downloads nothing", () => {
    const actions = actionsWhere("install");
    expect(provideChromium(BARE_CI, actions)).toBe("/by/install");
    expect(actions.done).toEqual(["install"]);
  });

  it("downloads when the package on a CI machine gives no Chromium, and says so", () => {
    const actions = actionsWhere("download");
    expect(provideChromium(BARE_CI, actions)).toBe("/by/download");
    expect(actions.done).toEqual(["install", "download"]);
    expect(actions.logged).toContain("Chromium cannot be installed as a package: apt-get failed.");
  });

  it("throws after every way was tried once", () => {
    const actions = actionsWhere("nothing");
    expect(() => provideChromium(BARE_LAPTOP, actions)).toThrow(PLAYWRIGHT_INSTALL);
    expect(actions.done).toEqual(["download"]);
  });
});
