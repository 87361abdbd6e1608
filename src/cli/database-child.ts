import { parquetJob, readJob, serve } from './database-job.ts';

serve(async (job, send) => {
  if (job.kind === 'parquet') return parquetJob(job);
  let rows = 0;
  await readJob(job, () => ({
    wanted: [],
    consume: (chunk) => {
      rows += chunk.rows;
    },
  }));
  await send({ rows });
});
