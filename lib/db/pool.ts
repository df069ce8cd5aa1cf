import pg from "pg";

type ConnectCallback = Parameters<pg.Pool["connect"]>[0];

function isConnectFailure(error: Error & { code?: string }): boolean {
  return (
    error.message === "Connection terminated due to connection timeout" ||
    // 57P03: the server is starting up.
    ["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "57P03"].includes(error.code ?? "")
  );
}

/** Retries a failed connect once, because a paused Aurora cluster may drop the first connection. */
export class RetryingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    if (!callback) {
      return super.connect().catch((error) => {
        if (isConnectFailure(error)) return super.connect();
        throw error;
      });
    }
    super.connect((error, client, done) => {
      if (error && isConnectFailure(error)) super.connect(callback);
      else callback(error, client, done);
    });
  }
}
