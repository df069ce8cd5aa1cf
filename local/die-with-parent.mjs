// Loaded into every child: when the parent is killed and cannot say so, its end of the channel closes, and the child ends too.
// What the child itself starts inherits this line, and is left to the child.
if (process.channel && process.env.LOCAL_PARENT === String(process.ppid)) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
