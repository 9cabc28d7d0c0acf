/** How long the processor has worked for it, in milliseconds: others on the same machine make it no longer. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
