// Runs the built program and prints on stdout how much memory it took at most, in MiB.
process.on('exit', () => {
  const { maxRSS } = process.resourceUsage();
  process.stdout.write(`at most ${Math.round(maxRSS / 1024)} MiB\n`);
});
await import('../../dist/cli.js');
