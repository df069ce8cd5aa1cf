/** Debian packages of each browser and of the H.264 decoder that it uses. */
export const BROWSER_PACKAGES = {
  WebKit: [
    "webkit2gtk-driver",
    "xvfb",
    "gstreamer1.0-libav",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
  ],
  // gstreamer1.0-libav depends on the libavcodec that Firefox loads, whose own package name changes with
  // every release.
  Firefox: ["firefox-esr", "gstreamer1.0-libav"],
  Chromium: ["chromium"],
};

/** Returns the command that installs a browser on Debian. */
export const installCommand = (browser: keyof typeof BROWSER_PACKAGES): string =>
  `apt-get install -y --no-install-recommends ${BROWSER_PACKAGES[browser].join(" ")}`;
