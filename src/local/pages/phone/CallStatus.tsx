import { Badge, Body1, Subtitle1, makeStyles, tokens } from '@fluentui/react-components';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isolated } from '../../../contract/isolated';
import { fill } from '../start/texts';
import type { PhoneSnapshot } from './phone-state';
import { whyText, type PhoneTexts } from './texts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center', flexWrap: 'wrap' },
});

interface CallStatusProps {
  readonly owner: string;
  readonly phone: PhoneSnapshot;
  readonly texts: PhoneTexts;
}

/** Whose phone this is, and what it is doing; announced as it changes. */
export function CallStatus({ owner, phone, texts }: CallStatusProps) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <div className={styles.line}>
        <Subtitle1 as="h2">{owner}</Subtitle1>
        <Badge appearance="tint" color={phone.registered ? 'success' : 'danger'}>
          {phone.registered ? texts.connected : texts.notConnected}
        </Badge>
      </div>
      <Body1 role="status">
        {statusText(phone, texts)}
        {phone.transfer === 'asked' && texts.transferAsked}
        {phone.transfer === 'failed' && texts.transferFailed}
      </Body1>
    </div>
  );
}

function statusText({ state, other, otherName, otherRings, reason }: PhoneSnapshot, texts: PhoneTexts): string {
  const who =
    other === null
      ? texts.anonymous
      : otherName === null
        ? shownNumber(other ?? '')
        : `${isolated(otherName)}, ${shownNumber(other ?? '')}`;
  const text = state === 'calling' && otherRings ? texts.otherRings : texts[state];
  return fill(text, { who, why: whyText(texts, reason ?? 'hungUp') });
}

/** A number as people write it. */
export function shownNumber(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}
