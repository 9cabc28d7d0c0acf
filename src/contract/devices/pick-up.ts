/** What a phone dials in front of a colleague's extension to take the call that rings there, as its BLF key does. */
export const pickUpPrefix = '*8*';
