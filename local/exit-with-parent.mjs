// Loaded into every child: stops it when the IPC channel closes because the parent was killed. Grandchildren
// inherit this module, but have another parent.
if (process.channel && process.env.LOCAL_PARENT === String(process.ppid)) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
