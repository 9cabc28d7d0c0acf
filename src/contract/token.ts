/** Signs of a bearer token; Microsoft's have some 2,000. */
export const longestToken = 16_384;
