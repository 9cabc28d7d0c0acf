/** How many may be in one call, those who are being rung and who supervises among them. */
export const mostInCall = 8;
