import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig, type Config } from '../config';
import { examine } from './examine';
import { fault, type Finding } from './finding';
import { asJson, asText, hasFault } from './print';

/**
 * `npm run doctor`: is everything there that Växel needs, and what is to be done about what is not? Reads the
 * configuration of the server from the same environment, and changes nothing. Ends with 0 when nothing is at fault, 1
 * when something is, 2 when it was asked wrongly.
 */
async function findingsOf(environment: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const todo = 'Set each of them; env/.env.example says what it is for.';
    return [
      fault(
        'Configuration',
        error.message
          .split('\n')
          .map((line) => line.trim())
          .join(' '),
        todo,
      ),
    ];
  }
  const found = `complete, for ${config.mode === 'local' ? 'local mode' : 'production'}`;
  const bundleFolder = dirname(fileURLToPath(import.meta.url));
  const whole: Finding = { of: 'Configuration', result: 'ok', found, todo: null };
  return [whole, ...(await examine({ config, bundleFolder, nowMs: Date.now }))];
}

const words = process.argv.slice(2);
if (words.some((word) => word !== '--json')) {
  process.stderr.write('npm run doctor [-- --json]: checks what Växel needs, and changes nothing.\n');
  process.exit(2);
}
const findings = await findingsOf(process.env);
const text = words.includes('--json') ? asJson(findings) : asText(findings);
// What keeps its sockets open is of no interest any more.
process.stdout.write(`${text}\n`, () => process.exit(hasFault(findings) ? 1 : 0));
