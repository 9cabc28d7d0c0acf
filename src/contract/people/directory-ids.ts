/** Watched as a contact, it stands for the company's list: somebody is new, gone, or listed elsewhere. */
export const directoryId = '00000000-0000-0000-0000-000000000000';
/** Watched as a contact, it stands for all of them: so many have changed that they are not told one by one. */
export const allContactsId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
