export { CallCards } from './CallCards';
export { MiniCall } from './MiniCall';
