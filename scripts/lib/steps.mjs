import { spawn } from 'node:child_process';

/** A failure whose message is all that the user needs to see. */
export class StepError extends Error {}

/** Prints a line for a step and how long it took. */
export async function step(name, work) {
  const startMs = performance.now();
  const note = await work();
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`  ${seconds} s  ${name}${note ? ` (${note})` : ''}\n`);
}

/** Runs a program quietly; its output is shown only when it fails. */
export function run(command, args, { cwd, env, what = command } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => reject(new StepError(`${what} could not be started: ${error.message}`)));
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new StepError(`${what} failed:\n${output.slice(-4000)}`)),
    );
  });
}

/** Ends the script with one clear line. */
export function fail(error) {
  process.stderr.write(`\n${error instanceof StepError ? error.message : (error.stack ?? String(error))}\n`);
  process.exit(1);
}
