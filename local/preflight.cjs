// CommonJS and old syntax, so that Node versions that are too old can run this check.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `Node ${process.versions.node} is too old: run "npm ci", which brings its own Node 24, or install Node 22.12 or newer.`,
  );
  process.exit(1);
}
