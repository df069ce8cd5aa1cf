import pg from "pg";

/**
 * Makes the database itself keep count: when an analysis was asked for, and every write that ends one or changes one that
 * has ended. What the application says of itself would not show that something happened twice.
 */
export async function recordEndings(databaseUrl: string): Promise<void> {
  await asAdmin(databaseUrl, (client) =>
    client.query(`
      create schema faults;
      create table faults.asked (id uuid primary key, at timestamptz not null default clock_timestamp());
      create table faults.ended (id uuid, state text, at timestamptz not null default clock_timestamp());
      create function faults.note() returns trigger language plpgsql as $$ begin
        if tg_op = 'INSERT' then insert into faults.asked (id) values (new."id");
        else insert into faults.ended (id, state) values (new."id", new."state"::text);
        end if;
        return null;
      end $$;
      create trigger note_asked after insert on "Analysis" for each row execute function faults.note();
      create trigger note_ended after update on "Analysis" for each row
        when (new."state" in ('succeeded', 'failed') and
          (old."state", old."failureCode", old."result", old."artifacts") is distinct from
          (new."state", new."failureCode", new."result", new."artifacts"))
        execute function faults.note();`),
  );
}

export interface Ending {
  id: string;
  /** By the database's clock, whatever the worker's says. */
  askedAt: Date;
  /** Every write that ended it, in order; one, when nothing is lost and nothing doubled. */
  endedAt: Date[];
}

/** How the analyses of these ids stand. @throws while the database is away */
export async function readEndings(databaseUrl: string, ids: string[]): Promise<Ending[]> {
  const { rows } = await asAdmin(databaseUrl, (client) =>
    client.query(
      `select a.id, a.at as "askedAt",
         coalesce(array_agg(e.at order by e.at) filter (where e.at is not null), '{}') as "endedAt"
       from faults.asked a left join faults.ended e on e.id = a.id
       where a.id = any($1::uuid[]) group by a.id, a.at order by a.at`,
      [ids],
    ),
  );
  return rows;
}

async function asAdmin<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while it idles would otherwise end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
