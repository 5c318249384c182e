#!/usr/bin/env bash
# Sets up and passes every check: format, types, tests. Ends with a line that counts the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/set-up.sh redis-server=redis-server /usr/bin/chromium=chromium '/usr/lib/postgresql/*/bin/initdb=postgresql' \
  /usr/lib/libreoffice/program/libswlo.so=libreoffice-writer-nogui /usr/lib/libreoffice/program/libsclo.so=libreoffice-calc-nogui \
  bsdtar=libarchive-tools heif-convert=libheif-examples
npm run --silent check:format
npm run --silent check:types
npm run --silent build:dashboard
results=$(mktemp)
trap 'rm -f "$results"' EXIT
status=0
npx vitest run --reporter=default --reporter=json --outputFile.json="$results" "$@" || status=$?
node -e '
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  console.log(`${passed} passed, ${failed} failed`);
' "$results"
exit "$status"
