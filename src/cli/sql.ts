import { columnsRead } from '../sql/read.ts';
import { scoringSql, type DialectName, type View } from '../sql/query.ts';
import { tableName } from '../sql/table-name.ts';
import { visible } from '../text/visible.ts';
import { loadPlan } from './load.ts';
import { refer } from './result.ts';
import { usage } from './usage.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface SqlOptions {
  readonly dialect: DialectName;
  readonly view: View;
  readonly table: string;
  readonly market?: string;
  readonly without: readonly string[];
}

function tableOf(text: string): readonly string[] {
  const table = tableName(text);
  if (table !== null) return table;
  const hint =
    'write survey.answers; other names in double quotes, such as \'survey."my answers"\'';
  throw usage(`"${visible(text)}" is no name of a table`, hint);
}

/** Writes the SELECT that scores a table to stdout; 3 when the database cannot do it. */
export async function sql(name: string, options: SqlOptions, world: World): Promise<ExitCode> {
  const plan = await loadPlan(name, world);
  const { dialect, view, market, without } = options;
  refer(
    'market',
    market,
    plan.markets.map(({ id }) => id),
  );
  const columns = columnsRead(plan).filter((column) => column !== 'unit');
  for (const column of without) refer('column', column, columns);
  const query = { dialect, view, table: tableOf(options.table), market: market ?? null, without };
  const { value, problems } = scoringSql(plan, query);
  if (value === null) throw new Stop(exitCode.invalid, problems);
  world.stdout.write(value);
  return exitCode.done;
}
