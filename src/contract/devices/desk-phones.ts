import { z } from 'zod';

/** How a phone that knows only SIP says it. */
export const phoneTransports = ['udp', 'tcp', 'tls'] as const;
export const PhoneTransport = z.enum(phoneTransports);
export type PhoneTransport = z.infer<typeof PhoneTransport>;
