import { parquetJob, serve } from './database-job.ts';

serve(async (job, send, ask) => {
  if (job.kind === 'parquet') return parquetJob(job);
  // What scores is not loaded to write.
  const { readRows } = await import('./tables/database-rows.ts');
  return readRows(job, send, ask);
});
