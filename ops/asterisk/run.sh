#!/bin/sh
# Starts Asterisk, as nobody but itself, with the certificate that the proxy has for PUBLIC_HOST, and gives it the next
# one when that is there. Its configuration is there already: npm run asterisk:files has written it.
set -eu
# Where the proxy keeps its certificates, in whatever folders; how often they are looked at, in seconds.
certificates=${CERTIFICATES:-/certificates}
every=${LOOK_EVERY:-60}

# What only root may read, root hands over; the rest is done by this user.
user=${RUN_AS:-asterisk}
if [ "$(id -u)" = 0 ]; then
  group=$(id -g "$user")
  drop="setpriv --reuid=$user --regid=$group --clear-groups"
else
  group=$(id -g)
  drop=
fi

newest() {
  find "$certificates" -type f -name "$PUBLIC_HOST.$1" -printf '%T@ %p\n' 2>/dev/null |
    sort -rn | sed -n '1s/^[^ ]* //p'
}

# Copies both where they are others than before. Fails where nothing is new.
take() {
  from=$(newest crt)
  key="${from%.crt}.key"
  if [ -z "$from" ] || [ ! -f "$key" ]; then return 1; fi
  if cmp -s "$from" "$ASTERISK_CERTIFICATE" && cmp -s "$key" "$ASTERISK_KEY"; then return 1; fi
  mkdir -p "$(dirname "$ASTERISK_CERTIFICATE")" "$(dirname "$ASTERISK_KEY")"
  place "$key" "$ASTERISK_KEY"
  place "$from" "$ASTERISK_CERTIFICATE"
}

# Root reads it again without further rights, and Asterisk's group may read it.
place() {
  cp "$1" "$2.new"
  chgrp "$group" "$2.new"
  chmod 0440 "$2.new"
  mv "$2.new" "$2"
}

case ",${PHONE_PORTS:-}," in
*,tls:*)
  if ! take && [ ! -f "$ASTERISK_CERTIFICATE" ]; then
    echo "Asterisk waits for the proxy to have a certificate for $PUBLIC_HOST" >&2
    until take; do sleep 1; done
  fi
  # As long as Asterisk, which has this process's number. A key that comes after its certificate is taken next time.
  (while sleep "$every" && [ -d /proc/$$ ]; do
    if take; then $drop asterisk -rx 'module reload res_pjsip.so' >/dev/null || true; fi
  done) &
  ;;
esac
# In this process's place, so that Docker's stop is Asterisk's own.
exec $drop asterisk -f
