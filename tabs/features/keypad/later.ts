export { KeypadPopover } from './KeypadPopover';
