import { ask, jsonOf } from '../ask';
import { fault, inProduction, ok, reasonOf } from '../finding';

/** The bot's secret, by the very request with which it logs in before it sends. */
export const checkBot = inProduction('Bot', async ({ config }) => {
  const of = 'Bot, its registration';
  const { appId, password, tenantId } = config.bot;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: password,
    scope: 'https://api.botframework.com/.default',
  });
  try {
    const answer = await ask(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    });
    const { access_token: token, error_description: description } = jsonOf(answer);
    if (answer.status === 200 && typeof token === 'string') return [ok(of, 'Entra takes its id and secret')];
    return [refusal(of, typeof description === 'string' ? description : `status ${answer.status}`)];
  } catch (error) {
    return [fault(of, reasonOf(error), 'Let this server reach login.microsoftonline.com by HTTPS (port 443) and DNS.')];
  }
});

/** The numbers of Entra that operators meet here. */
const todos: readonly (readonly [RegExp, string])[] = [
  [/AADSTS7000222/, 'The secret has ended: make a new one in the bot’s app registration and set BOT_PASSWORD.'],
  [/AADSTS7000215/, 'The secret is wrong: set BOT_PASSWORD to its value, not to its id.'],
  [/AADSTS700016/, 'The tenant does not know BOT_ID: correct BOT_ID, or BOT_TENANT_ID.'],
  [/AADSTS90002|AADSTS900023/, 'There is no such tenant: correct BOT_TENANT_ID.'],
];

function refusal(of: string, description: string) {
  const todo =
    todos.find(([code]) => code.test(description))?.[1] ??
    'Compare BOT_ID, BOT_PASSWORD and BOT_TENANT_ID with the bot’s registration.';
  // The rest of it are ids of the request.
  return fault(of, `Entra refuses it: ${description.split(/\r?\n| Trace ID/)[0]}`, todo);
}
