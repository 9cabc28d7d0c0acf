const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477, 1633];
const keys = ['123A', '456B', '789C', '*0#D'];

/** The two frequencies of a key in hertz, low first (ITU-T Q.23); none for what is no key. */
export function dtmfTone(digit: string): readonly number[] {
  for (const [row, line] of keys.entries()) {
    const column = line.indexOf(digit);
    const low = rows[row];
    const high = columns[column];
    if (digit.length === 1 && column >= 0 && low !== undefined && high !== undefined) return [low, high];
  }
  return [];
}
