// Loaded into every child: ends it when the IPC channel closes because the parent was killed. Grandchildren
// inherit this module and ignore it.
if (process.channel && process.env.LOCAL_PARENT === String(process.ppid)) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
