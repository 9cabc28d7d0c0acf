import { ask } from '../ask';
import { clockDifference } from '../clock-difference';
import { inProduction } from '../finding';

/**
 * Against Entra's, whose tokens say until when they are good. That it cannot be reached is said of Entra itself; the
 * database's clock is looked at with the database.
 */
export const checkClock = inProduction('Clock', async () => {
  const answer = await ask('https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration').catch(
    () => null,
  );
  if (answer === null || answer.dateMs === null) return [];
  // It tells whole seconds, cut: on average half a second more.
  return [clockDifference('Clock, against Microsoft’s', answer.dateMs + 500, answer.askedMs)];
});
