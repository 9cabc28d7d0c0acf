import type { OrganisationId } from '../contract/ids';
import type { LineStates } from '../lines/line-states';
import type { Lines } from '../lines/lines';
import type { PlainPhones } from '../switch/port';
import { personAt } from '../lines/target';

/**
 * Keys of desk phones show everybody's line by extension, as rows in the tab do. An extension that somebody has left to
 * another is nobody's line.
 */
export function showLines(
  lines: Pick<Lines, 'byExtension' | 'onExtension'>,
  lineStates: Pick<LineStates, 'of' | 'onChange'>,
  phones: Pick<PlainPhones, 'showLine'> | null,
): void {
  if (phones === null) return;
  const show = (organisationId: OrganisationId, extension: string): void => {
    const user = personAt(lines.byExtension(organisationId, extension));
    const line = user?.extension === extension ? lineStates.of(user.userId) : 'offline';
    phones.showLine(organisationId, extension, line);
  };
  lines.onExtension(show);
  lineStates.onChange(({ organisationId, extension }) => show(organisationId, extension));
}
