export { MessageOfCall } from './MessageOfCall';
