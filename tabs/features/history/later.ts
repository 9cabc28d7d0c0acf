export { CallDetail } from './CallDetail';
export { CallListMenu } from './CallListMenu';
export { CallRowMenu } from './CallRowMenu';
export { ClearDialog } from './ClearDialog';
export { EarlierCalls } from './EarlierCalls';
export { VirtualLines } from './VirtualLines';
