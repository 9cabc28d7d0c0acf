import type { DemoPerson } from '../../page-routes';

interface NestedRequest {
  readonly method: string;
  readonly requestId: string;
  readonly tokenParams?: { readonly clientId?: string; readonly scope?: string };
}

/**
 * Answers a nested app authentication request (the bridge that msal-browser uses inside Teams and Outlook). Tokens are
 * for our own client only; whatever else is asked gets a plain refusal.
 */
export async function answerNestedAppAuth(
  data: string,
  who: { readonly person: DemoPerson; readonly clientId: string },
): Promise<string> {
  const request = JSON.parse(data) as NestedRequest;
  const respond = (content: object) =>
    JSON.stringify({ messageType: 'NestedAppAuthResponse', requestId: request.requestId, ...content });
  const { person } = who;
  const homeAccountId = `${person.objectId}.${person.tenantId}`;

  if (request.method === 'GetInitContext') {
    const accountContext = { homeAccountId, environment: location.host, tenantId: person.tenantId };
    return respond({
      success: true,
      initContext: {
        sdkName: 'vaxel-local-host',
        sdkVersion: '1',
        capabilities: { queryAccount: true },
        accountContext,
      },
    });
  }
  if (
    (request.method === 'GetToken' || request.method === 'GetTokenPopup') &&
    request.tokenParams?.clientId === who.clientId
  ) {
    const response = await fetch(`/local/nested-app-token?as=${encodeURIComponent(person.key)}`, {
      cache: 'no-store',
    }).catch(() => null);
    if (response?.ok === true) {
      const { accessToken, idToken } = (await response.json()) as { accessToken: string; idToken: string };
      const account = {
        environment: location.host,
        homeAccountId,
        localAccountId: person.objectId,
        tenantId: person.tenantId,
        username: person.mailAddress,
        name: person.name,
      };
      const token = {
        access_token: accessToken,
        id_token: idToken,
        expires_in: 3600,
        scope: request.tokenParams.scope ?? '',
        properties: null,
      };
      return respond({ success: true, token, account });
    }
  }
  return respond({
    success: false,
    error: {
      status: 'PERSISTENT_ERROR',
      code: 'unsupported',
      description: 'The local host gives tokens to the Växel app only.',
    },
  });
}
