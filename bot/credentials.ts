/** How the bot proves itself and whom it believes. */
export type BotCredentials =
  /** Microsoft's cloud: an Azure Bot of type SingleTenant. */
  | { readonly kind: 'production'; readonly appId: string; readonly appPassword: string; readonly tenantId: string }
  /** The connector of the local workplace: the same protocol, with its own keys and token endpoint. */
  | {
      readonly kind: 'local';
      readonly appId: string;
      readonly appSecret: string;
      readonly tokenUrl: string;
      readonly scope: string;
      readonly channelIssuer: string;
      readonly channelMetadataUrl: string;
    }
  /**
   * The Microsoft 365 Agents Playground, which sends no tokens: whoever reaches the server may speak to the bot. Local
   * mode only, on the loopback address; the configuration refuses it in production.
   */
  | { readonly kind: 'playground' };
