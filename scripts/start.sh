#!/usr/bin/env bash
# Sets up and opens the demo year: a roster of made-up agencies, the samples and made reports. --no-demo starts empty.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/set-up.sh redis-server=redis-server
npm run --silent build:dashboard
case " $* " in
  *" --no-demo "*) exec node cli/gouji.mjs serve "$@" ;;
  *) exec node cli/gouji.mjs serve --demo --upload samples/seeds samples/made samples/scans "$@" ;;
esac
