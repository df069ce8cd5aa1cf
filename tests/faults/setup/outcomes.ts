import pg from "pg";

/**
 * Installs triggers that record, independently of the application, each request for an analysis and each
 * write that ends one or changes an ended one.
 */
export async function recordOutcomes(databaseUrl: string): Promise<void> {
  await asAdmin(databaseUrl, (client) =>
    client.query(`
      create schema faults;
      create table faults.requested (id uuid primary key, at timestamptz not null default clock_timestamp());
      create table faults.ended (id uuid, state text, at timestamptz not null default clock_timestamp());
      create function faults.note() returns trigger language plpgsql as $$ begin
        if tg_op = 'INSERT' then insert into faults.requested (id) values (new."id");
        else insert into faults.ended (id, state) values (new."id", new."state"::text);
        end if;
        return null;
      end $$;
      create trigger note_requested after insert on "Analysis" for each row execute function faults.note();
      create trigger note_ended after update on "Analysis" for each row
        when (new."state" in ('succeeded', 'failed') and
          (old."state", old."failureCode", old."result", old."artifacts") is distinct from
          (new."state", new."failureCode", new."result", new."artifacts"))
        execute function faults.note();`),
  );
}

export interface AnalysisOutcome {
  id: string;
  /** By the database's clock. */
  requestedAt: Date;
  /** Every write that ended it, in order; exactly one is expected. */
  endedAt: Date[];
}

/** Returns the outcomes of analyses. @throws while the database is unreachable */
export async function readOutcomes(databaseUrl: string, ids: string[]): Promise<AnalysisOutcome[]> {
  const { rows } = await asAdmin(databaseUrl, (client) =>
    client.query(
      `select a.id, a.at as "requestedAt",
         coalesce(array_agg(e.at order by e.at) filter (where e.at is not null), '{}') as "endedAt"
       from faults.requested a left join faults.ended e on e.id = a.id
       where a.id = any($1::uuid[]) group by a.id, a.at order by a.at`,
      [ids],
    ),
  );
  return rows;
}

async function asAdmin<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // Without a listener a broken idle connection ends the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
