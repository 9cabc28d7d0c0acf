import type { Part } from './span';

/**
 * The parts as Chrome's trace events, a process for each and a thread for each lane: Perfetto and chrome://tracing open
 * it.
 */
export function traceEvents(parts: readonly Part[]): string {
  const traceEvents = parts.flatMap(({ title, spans }, part) => {
    const lanes = [...new Set(spans.map(({ lane }) => lane))];
    const at = { pid: part + 1, ts: 0, ph: 'M' };
    return [
      { ...at, name: 'process_name', args: { name: title } },
      ...lanes.map((name, index) => ({ ...at, tid: index + 1, name: 'thread_name', args: { name } })),
      ...spans.map(({ lane, name, startMs, endMs }) => ({
        ...{ ph: 'X', pid: part + 1, tid: lanes.indexOf(lane) + 1, name },
        ...{ ts: Math.round(startMs * 1_000), dur: Math.round((endMs - startMs) * 1_000) },
      })),
    ];
  });
  return `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents }, null, 1)}\n`;
}
