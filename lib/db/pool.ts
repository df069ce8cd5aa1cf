import pg from "pg";

type Callback = Parameters<pg.Pool["connect"]>[0];

/** As the driver and the network say that a connection was not opened; a pool that is merely busy says something else. */
function notOpened(error: Error & { code?: string }): boolean {
  return (
    error.message === "Connection terminated due to connection timeout" ||
    // 57P03: it is there, and starting.
    ["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "57P03"].includes(error.code ?? "")
  );
}

/** A pool that tries once more to open a connection, because a database that was asleep may miss the first call. */
export class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    if (!callback) {
      return super.connect().catch((error) => {
        if (notOpened(error)) return super.connect();
        throw error;
      });
    }
    super.connect((error, client, done) => {
      if (error && notOpened(error)) super.connect(callback);
      else callback(error, client, done);
    });
  }
}
