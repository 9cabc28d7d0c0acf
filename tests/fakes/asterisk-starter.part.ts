/** A process that starts an Asterisk, says its process id and folder, and waits to be killed. */
import { startAsterisk, type AsteriskInstall } from '../../src/local/asterisk/asterisk-process';

const install = JSON.parse(process.argv[2] ?? '') as AsteriskInstall;
const { pid, folders } = await startAsterisk({
  install,
  files: () => ({ 'modules.conf': '[modules]\nautoload=no\n' }),
});
process.stdout.write(`${pid} ${folders.root}\n`);
setInterval(() => undefined, 60_000);
