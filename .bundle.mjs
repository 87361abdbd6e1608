// Puts the program together in few files, which start in less time than many. What it is made of
// stays beside it, module by module, for those who import it.
import { chmodSync } from 'node:fs';
import { build } from 'rolldown';

await build({
  input: {
    cli: 'src/cli.ts',
    'program/worker': 'src/cli/tables/worker.ts',
    'program/database-child': 'src/cli/database-child.ts',
  },
  platform: 'node',
  // The prompts are loaded by `ask` and `workshop` alone, and DuckDB need not be there.
  external: [/^@?inquirer/, /^@duckdb\//],
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    chunkFileNames: 'program/[name]-[hash].js',
  },
});

// npx makes it a program once, when it first links it, and every build writes it anew.
chmodSync('dist/cli.js', 0o755);
