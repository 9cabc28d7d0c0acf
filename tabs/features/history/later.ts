export { CallDetail } from './CallDetail';
export { CallListMenu } from './CallListMenu';
export { CallRowMenu } from './CallRowMenu';
export { ClearDialog } from './ClearDialog';
export { VirtualLines } from './VirtualLines';
