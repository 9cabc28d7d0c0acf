/** How long each part of the tests took, and what came of it. */
const parts = [];

/**
 * Does a part and notes it. One that breaks off counts as one failure, never as none.
 * @param work resolves with `{ passed, failed }`, and the `failures` that can be named, each `{ name, said }` with the
 * lines that it began with; or with nothing where nothing is counted
 */
export async function part(name, work) {
  const startMs = performance.now();
  const note = ({ passed = null, failed = null, failures = [] } = {}) => {
    parts.push({ name, ms: performance.now() - startMs, passed, failed, failures });
  };
  try {
    note(await work());
  } catch (error) {
    note({ passed: 0, failed: 1 });
    throw error;
  }
}

/** Whoever sees only the end of the log sees what failed. */
function failureLines() {
  const all = parts.flatMap(({ name, failures }) => failures.map((each) => ({ part: name, ...each })));
  return all.flatMap(({ part: where, name, said }) => [
    '',
    `FAILED  ${where}: ${name}`,
    ...said.map((line) => `    ${line}`),
  ]);
}

/** Prints what failed, a line for each part, and the line that everybody reads last. Returns the exit code. */
export function printParts() {
  const sum = (key) => parts.reduce((all, each) => all + (each[key] ?? 0), 0);
  const [passed, failed] = [sum('passed'), sum('failed')];
  const lines = parts.map(({ name, ms, passed: good, failed: bad }) => {
    const time = (ms / 1000).toFixed(1).padStart(8);
    return `  ${name.padEnd(20)} ${time} s${good === null ? '' : `  ${good} passed, ${bad} failed`}`;
  });
  process.stdout.write(`\n${[...failureLines(), '', ...lines].join('\n')}\n\n${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
