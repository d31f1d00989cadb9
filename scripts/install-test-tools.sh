#!/usr/bin/env bash
# Installs, on Debian and as root, what the tests need beyond the .NET SDK: redis-server, PostgreSQL and a browser.
# Does nothing where they are there already.
set -euo pipefail

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v chromium >/dev/null || command -v google-chrome >/dev/null || [ -n "${LIVE_BROWSER:-}" ] || missing+=(chromium)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Please install ${missing[*]} (on Debian, as root: apt-get install ${missing[*]})." >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
# A fresh package must not start a server of its own beside those that the tests start.
policy=/usr/sbin/policy-rc.d
[ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod +x "$policy"; trap 'rm -f "$policy"' EXIT; }
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}"
