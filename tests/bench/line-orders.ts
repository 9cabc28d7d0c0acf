import { createInterface } from 'node:readline';

/**
 * Carries out what the bench writes to this process: `user line`, a change on a line each. A request over HTTP would
 * cost it more than what is measured. Ends the process when the bench is gone.
 */
export function obeyLineOrders(change: (user: number, line: string) => void): void {
  const orders = createInterface({ input: process.stdin });
  orders.on('line', (order) => {
    const [user, line = ''] = order.split(' ');
    change(Number(user), line);
  });
  orders.once('close', () => process.exit(0));
}
