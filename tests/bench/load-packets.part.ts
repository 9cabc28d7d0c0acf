/**
 * Of each packet that a bench of bridged calls sends; its time (`performance.now()` of the sender) is at the ninth
 * byte.
 */
export const payloadBytes = 80;
