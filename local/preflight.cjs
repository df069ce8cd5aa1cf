// Plain enough for any Node to run, so that an old one says what to do instead of failing on syntax.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `Node ${process.versions.node} is too old: run "npm ci", which brings its own Node 24, or install Node 22.12 or newer.`,
  );
  process.exit(1);
}
