#!/usr/bin/env bash
# Installs what this machine lacks: system packages by their commands, then the npm packages.
# Usage: set-up.sh command=package …    e.g. set-up.sh redis-server=redis-server '/usr/lib/postgresql/*/bin/initdb=postgresql'
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
for pair in "$@"; do
  command=${pair%%=*}
  package=${pair#*=}
  if ! command -v "$command" >/dev/null 2>&1 && ! compgen -G "$command" >/dev/null; then missing+=("$package"); fi
done

if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      echo "gouji: 缺少系统软件包：${missing[*]}。请以管理员身份运行：apt-get install ${missing[*]}" >&2
      exit 78
    fi
    as_root=(sudo)
  fi
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "gouji: 缺少系统软件包：${missing[*]}。本机没有 apt-get，请用系统的软件包管理器安装。" >&2
    exit 78
  fi
  echo "gouji: installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq
  # A machine that has just started is often busy with its own updates: wait for them.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# Packages run no scripts of their own (.npmrc): what they need is in them.
# npm install, not npm ci: the lock file lacks packages of other platforms that the registry does not serve
stamp=node_modules/.gouji-installed
if ! [ -f "$stamp" ] || [ package-lock.json -nt "$stamp" ] || [ package.json -nt "$stamp" ]; then
  npm install --no-audit --no-fund --loglevel=error
  touch "$stamp"
fi
