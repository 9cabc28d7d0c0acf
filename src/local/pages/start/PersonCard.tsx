import { Avatar, Card, CardHeader, Caption1, Link, makeStyles, tokens } from '@fluentui/react-components';
import type { DemoPerson } from '../../page-routes';
import { shownNumber } from '../phone/CallStatus';
import type { HostTheme } from '../shared/themes';
import { fill } from './texts';
import type { StartTexts } from './texts';

const useStyles = makeStyles({
  card: { height: '100%', boxSizing: 'border-box' },
  phones: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalL },
  lines: { display: 'flex', flexDirection: 'column', color: tokens.colorNeutralForeground2 },
});

/** One person of the demo, with the links that open Teams as that person, and the person's other phones. */
export function PersonCard({
  person,
  locale,
  theme,
  texts: t,
}: {
  readonly person: DemoPerson;
  readonly locale: string;
  readonly theme: HostTheme;
  readonly texts: StartTexts;
}) {
  const styles = useStyles();
  const address = (page: string, query: Record<string, string>) =>
    `/local/${page}?${new URLSearchParams({ ...query, theme }).toString()}`;
  return (
    <Card className={styles.card}>
      <CardHeader
        image={<Avatar name={person.name} color="colorful" size={40} aria-hidden />}
        header={
          <Link href={address('teams', { as: person.key, locale })} target="_blank">
            {fill(t.openAs, { name: person.name })}
          </Link>
        }
        description={
          <span className={styles.lines}>
            <Caption1>{about(person, t)}</Caption1>
            {person.numbers.map(({ label, number }) => (
              <Caption1 key={number}>
                {label} {shownNumber(number)}
              </Caption1>
            ))}
          </span>
        }
      />
      {person.extension !== null && (
        <div className={styles.phones}>
          <Link
            href={address('desk-phone', { as: person.key, locale })}
            target="_blank"
            aria-label={fill(t.deskPhoneOf, { name: person.name })}
          >
            {t.deskPhone}
          </Link>
          {person.mobile !== null && (
            <Link
              href={address('outside', { number: person.mobile, locale })}
              target="_blank"
              aria-label={fill(t.mobileOf, { number: shownNumber(person.mobile), name: person.name })}
            >
              {fill(t.mobile, { number: shownNumber(person.mobile) })}
            </Link>
          )}
        </div>
      )}
    </Card>
  );
}

function about(person: DemoPerson, t: StartTexts): string {
  if (person.extension === null) return t.notLinked;
  const roles = person.roles.length === 0 ? [] : [person.roles.map((role) => t.roles[role]).join(', ')];
  return [fill(t.extension, { extension: person.extension }), person.role, ...roles]
    .filter((part) => part !== null)
    .join(' · ');
}
