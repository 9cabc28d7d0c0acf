import { Badge, Body1, Subtitle1, makeStyles, tokens } from '@fluentui/react-components';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isolated } from '../../../contract/isolated';
import type { PhoneSnapshot } from './phone-state';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center', flexWrap: 'wrap' },
});

/** Whose phone this is, and what it is doing; announced as it changes. */
export function CallStatus({ owner, phone }: { readonly owner: string; readonly phone: PhoneSnapshot }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <div className={styles.line}>
        <Subtitle1 as="h2">{owner}</Subtitle1>
        <Badge appearance="tint" color={phone.registered ? 'success' : 'danger'}>
          {phone.registered ? 'Connected' : 'Not connected'}
        </Badge>
      </div>
      <Body1 role="status">
        {statusText(phone)}
        {phone.transfer === 'asked' && '. Transfer under way'}
        {phone.transfer === 'failed' && '. The transfer did not succeed'}
      </Body1>
    </div>
  );
}

function statusText({ state, other, otherName, otherRings, reason }: PhoneSnapshot): string {
  const who =
    other === null
      ? 'Anonymous'
      : otherName === null
        ? shownNumber(other ?? '')
        : `${isolated(otherName)}, ${shownNumber(other ?? '')}`;
  switch (state) {
    case 'idle':
      return 'No call';
    case 'calling':
      return otherRings ? `Calling ${who}: it rings there` : `Calling ${who}`;
    case 'ringing':
      return `Call from ${who}`;
    case 'active':
      return `In a call with ${who}`;
    case 'held':
      return `On hold: ${who}`;
    case 'ended':
      return `Call with ${who} ended: ${reason ?? 'Hung up'}`;
  }
}

/** A number as people write it. */
export function shownNumber(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}
