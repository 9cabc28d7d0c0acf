#!/bin/sh
# Asterisk as its container has it, for the test that starts it with `-C <folder>/etc/asterisk.conf`: a question (-rx) is
# for the program, all else is the container's command.
set -eu
for word; do
  case "$word" in */etc/asterisk.conf) root=${word%/etc/asterisk.conf} ;; esac
done
PATH="$root/bin:$PATH"
export PATH
case " $* " in
*' -rx '*)
  shift 2
  exec asterisk "$@"
  ;;
esac
. "$root/container"
exec "$(dirname "$0")/../../ops/asterisk/run.sh"
