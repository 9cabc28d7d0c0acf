export { ContactsSection } from './ContactsSection';
export { FreeNotices } from './FreeNotices';
