#!/usr/bin/env bash
# Sets up, converts the samples and opens the dashboard on them.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/set-up.sh redis-server=redis-server
npm run --silent build:dashboard
exec node cli/gouji.mjs serve --upload samples/seeds samples/made samples/scans "$@"
