/** Apart from the schemas, which the tab does without. */

/** Own groups of one person, and the company's. */
export const mostGroups = 200;
/** Contacts in one group; favourites, VIP and Blocked are groups too. */
export const mostMembers = 5_000;
/** Own contacts of one person. */
export const mostOwnContacts = 10_000;
/** Bare numbers among VIP and Blocked. */
export const mostMarkedNumbers = 1_000;
/** Contacts whose groups are asked for at once. */
export const mostAsked = 200;
/** Characters of pasted or dropped vCards; the tab takes pictures out of them first. */
export const longestCard = 90_000;
/** Cards that are read from one text. */
export const mostCards = 200;
/** Bytes of a contact's photo, and pixels of its longer side as the server takes them. */
export const mostPhotoBytes = 24_576;
export const mostPhotoSide = 256;
/** Colleagues of whom one person wants to be told when they are free. */
export const mostWatches = 50;
/** Watched as a topic, it stands for the list of the company's and shared groups. */
export const groupListId = '00000000-0000-0000-0000-000000000000';
