import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fault, ok, reasonOf, warning, type Check, type Finding } from '../finding';

const gigabyte = 1_000_000_000;
/** PostgreSQL stops when it cannot write its log ahead; the last gigabytes go fast. */
const [warnBytes, faultBytes] = [5 * gigabyte, gigabyte];

/** The folder for all that the server writes. */
export const checkDisk: Check = {
  name: 'Data folder',
  async run({ config: { dataFolder } }) {
    const of = `Data folder ${dataFolder}`;
    const folder = await nearest(dataFolder);
    try {
      await access(folder, constants.W_OK | constants.X_OK);
      const { bavail, bsize } = await statfs(folder);
      return [freeSpace(of, bavail * bsize)];
    } catch (error) {
      const todo = 'Set VAXEL_DATA to a folder of the server’s user, or change its permissions.';
      return [fault(of, `the server may not write there: ${reasonOf(error)}`, todo)];
    }
  },
};

/** It is made by the first start; until then what it will be made in counts. */
async function nearest(folder: string): Promise<string> {
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  );
  return isThere || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

/** What so much room is worth. */
export function freeSpace(of: string, bytes: number): Finding {
  const found = `${(bytes / gigabyte).toFixed(1)} GB free`;
  const todo = 'Make room, or give it a larger disk.';
  if (bytes < faultBytes) return fault(of, found, todo);
  return bytes < warnBytes ? warning(of, found, todo) : ok(of, found);
}
