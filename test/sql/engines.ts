import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import type { Case } from './generator.ts';
import type { Shown } from './reference.ts';

/** A database with the table of a case in it. */
export interface Engine {
  readonly name: string;
  readonly dialect: 'postgres' | 'clickhouse';
  /** Makes the table anew. */
  readonly load: (given: Case, table: string) => Promise<void>;
  /** What a SELECT shows, as text. */
  readonly shownBy: (sql: string) => Promise<Shown>;
}

/** Servers that run until they are stopped. */
export interface Servers {
  readonly engines: readonly Engine[];
  readonly stop: () => Promise<void>;
}

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });

async function until(isReady: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (await isReady()) return;
    await setTimeout(100);
  }
  throw new Error(`${what} does not start`);
}

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root; its own user is there where it was installed. */
const asPostgres: readonly string[] = isRoot
  ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups']
  : [];

function ran(command: readonly string[], input = ''): string {
  const [program, ...args] = command;
  const ended = spawnSync(program!, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    cwd: '/',
  });
  if (ended.error !== undefined) throw ended.error;
  if (ended.status !== 0) throw new Error(`${program} ended with ${ended.status}: ${ended.stderr}`);
  return ended.stdout;
}

/** The folder of PostgreSQL's programs, which Debian keeps off the path; null without them. */
function postgresPrograms(): string | null {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const folders = readdirSync(root).map((version) => join(root, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

const has = (program: string) => spawnSync('which', [program]).status === 0;

/** What is not installed, as Debian calls it. */
export const missing: readonly string[] = [
  ...(postgresPrograms() === null ? ['postgresql'] : []),
  ...['clickhouse-server', 'clickhouse-client'].filter((program) => !has(program)),
];

const inPostgres = {
  name: (name: string) => `"${name.replaceAll('"', '""')}"`,
  text: (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
};

/** Runs SQL through psql, as a person would. */
const psql = (port: number, sql: string): string =>
  ran(
    ['psql', '-X', '-q', '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '--csv',
      '-v', 'ON_ERROR_STOP=1', '-P', 'null=\\N', '-f', '-'],
    sql,
  ); // prettier-ignore

function postgresEngine(port: number): Engine {
  const { name, text } = inPostgres;
  return {
    name: 'PostgreSQL',
    dialect: 'postgres',
    load: async ({ columns, integers, rows }, table) => {
      const types = columns.map(
        (each) => `${name(each)} ${integers.has(each) ? 'integer' : 'text'}`,
      );
      const cells = rows.map((row) => {
        const values = columns.map((each) =>
          (row[each] ?? null) === null ? 'NULL' : text(row[each]!),
        );
        return `(${values.join(', ')})`;
      });
      const make = `DROP TABLE IF EXISTS ${name(table)}; CREATE TABLE ${name(table)} (${types.join(', ')});`;
      psql(
        port,
        `SET client_min_messages = error; ${make} INSERT INTO ${name(table)} VALUES ${cells.join(',\n')};`,
      );
    },
    shownBy: async (sql) => {
      const [columns = [], ...rows] = parse(psql(port, sql), { relax_column_count: true });
      return {
        columns,
        rows: rows.map((row) => row.map((cell) => (cell === '\\N' ? null : cell))),
      };
    },
  };
}

async function startPostgres(folder: string): Promise<Servers> {
  const programs = postgresPrograms()!;
  const port = await freePort();
  mkdirSync(folder, { mode: 0o777 });
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  const control = (...args: readonly string[]) =>
    ran([...asPostgres, join(programs, 'pg_ctl'), '-D', data, '-w', ...args]);
  ran([
    ...asPostgres,
    join(programs, 'initdb'),
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ]);
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c jit=off`;
  control('start', '-l', join(folder, 'log'), '-o', settings);
  return {
    engines: [postgresEngine(port)],
    stop: async () => void control('stop', '-m', 'immediate'),
  };
}

const unescapes: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  b: '\b',
  f: '\f',
  0: '\0',
};

const untabbed = (cell: string) =>
  cell === '\\N'
    ? null
    : cell.replaceAll(/\\(.)/gs, (_, character: string) => unescapes[character] ?? character);

const tabbed = (cell: string | null) =>
  cell === null
    ? '\\N'
    : cell.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');

/** Where a ClickHouse listens. */
interface Ports {
  readonly http: number;
  readonly tcp: number;
}

async function clickhouse({ http }: Ports, sql: string, settings = ''): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${http}/?${settings}`, {
    method: 'POST',
    body: sql,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`ClickHouse says: ${text.slice(0, 2000)}`);
  return text;
}

const inClickhouse = (name: string) => `\`${name.replaceAll(/[\\`]/g, '\\$&')}\``;

async function fill(server: Ports, { columns, integers }: Case, rows: Case['rows'], table: string) {
  const types = columns.map(
    (name) => `${inClickhouse(name)} Nullable(${integers.has(name) ? 'Int32' : 'String'})`,
  );
  await clickhouse(server, `DROP TABLE IF EXISTS ${inClickhouse(table)}`);
  await clickhouse(
    server,
    `CREATE TABLE ${inClickhouse(table)} (${types.join(', ')}) ENGINE = Memory`,
  );
  const lines = rows.map((row) => columns.map((name) => tabbed(row[name] ?? null)).join('\t'));
  await clickhouse(
    server,
    `INSERT INTO ${inClickhouse(table)} FORMAT TabSeparated\n${lines.join('\n')}\n`,
  );
}

async function shownByClickhouse(server: Ports, sql: string): Promise<Shown> {
  const text = await clickhouse(
    server,
    sql,
    'default_format=TabSeparatedWithNames&max_query_size=4000000&max_ast_elements=1000000&max_expanded_ast_elements=1000000',
  );
  const [columns = [], ...rows] = text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t').map(untabbed));
  return { columns: columns.map(String), rows };
}

/** One server with all rows. */
const single = (server: Ports): Engine => ({
  name: 'ClickHouse',
  dialect: 'clickhouse',
  load: (given, table) => fill(server, given, given.rows, table),
  shownBy: (sql) => shownByClickhouse(server, sql),
});

/** Two servers with every other row each, behind one table. */
const distributed = (servers: readonly [Ports, Ports]): Engine => ({
  name: 'ClickHouse, distributed',
  dialect: 'clickhouse',
  load: async (given, table) => {
    const local = `${table}_local`;
    for (const [i, server] of servers.entries()) {
      await fill(
        server,
        given,
        given.rows.filter((_, row) => row % 2 === i),
        local,
      );
    }
    const [first] = servers;
    await clickhouse(first, `DROP TABLE IF EXISTS ${inClickhouse(table)}`);
    const over = `AS ${inClickhouse(local)} ENGINE = Distributed(two, default, ${inClickhouse(local)})`;
    await clickhouse(first, `CREATE TABLE ${inClickhouse(table)} ${over}`);
  },
  shownBy: (sql) => shownByClickhouse(servers[0], sql),
});

const shard = ({ tcp }: Ports) =>
  `<shard><replica><host>127.0.0.1</host><port>${tcp}</port></replica></shard>`;

const config = (folder: string, own: Ports, between: number, all: readonly Ports[]) => `<yandex>
<logger><level>warning</level><log>${folder}/log</log><errorlog>${folder}/errors</errorlog></logger>
<http_port>${own.http}</http_port><tcp_port>${own.tcp}</tcp_port>
<interserver_http_port>${between}</interserver_http_port><listen_host>127.0.0.1</listen_host>
<keep_alive_timeout>600</keep_alive_timeout>
<path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path>
<users_config>${folder}/users.xml</users_config>
<default_profile>default</default_profile><default_database>default</default_database>
<mark_cache_size>67108864</mark_cache_size>
<remote_servers><two>${all.map(shard).join('')}</two></remote_servers>
</yandex>`;

const users = `<yandex><profiles><default></default></profiles><users><default><password></password>
<networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
<quotas><default></default></quotas></yandex>`;

async function startClickhouse(folder: string): Promise<Servers> {
  const ports = async (): Promise<Ports> => ({ http: await freePort(), tcp: await freePort() });
  const all = [await ports(), await ports()] as const;
  const running: ChildProcess[] = [];
  for (const [i, own] of all.entries()) {
    const home = join(folder, String(i + 1));
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'config.xml'), config(home, own, await freePort(), all));
    writeFileSync(join(home, 'users.xml'), users);
    const args = [`--config-file=${home}/config.xml`];
    running.push(spawn('clickhouse-server', args, { stdio: 'ignore', cwd: home }));
    await until(
      async () =>
        clickhouse(own, 'SELECT 1').then(
          () => true,
          () => false,
        ),
      'clickhouse-server',
    );
  }
  return {
    engines: [single(all[0]), distributed(all)],
    stop: async () => {
      for (const server of running) {
        const ended = new Promise((done) => server.once('exit', done));
        server.kill('SIGKILL');
        await ended;
      }
    },
  };
}

/** Starts PostgreSQL and two ClickHouses on loopback, with their data in a temporary folder. */
export async function startServers(): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'pendulum-engines-'));
  chmodSync(folder, 0o755);
  const started: Servers[] = [];
  const stop = async () => {
    for (const each of started) await each.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    started.push(await startPostgres(join(folder, 'postgres')));
    started.push(await startClickhouse(join(folder, 'clickhouse')));
  } catch (error) {
    await stop();
    throw error;
  }
  return { engines: started.flatMap(({ engines }) => engines), stop };
}
