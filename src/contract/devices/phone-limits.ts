/** How a phone that knows only SIP says it. */
export const phoneTransports = ['udp', 'tcp', 'tls'] as const;

/** Makers whose phones fetch their settings from us. */
export const phoneMakes = ['yealink', 'snom'] as const;

/** More than anybody has on a desk and at home. */
export const mostDeskPhones = 5;

/** How long an address of settings may be used. */
export const phoneSetupLastsMs = 60 * 60_000;
