#!/usr/bin/env bash
# Sets up and opens the demo year: a roster of made-up agencies, the samples and made reports. --no-demo starts empty.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/set-up.sh redis-server=redis-server
# Without it everything else is read; the message of a .doc names the package.
bash scripts/set-up.sh /usr/lib/libreoffice/program/libswlo.so=libreoffice-writer-nogui \
  /usr/lib/libreoffice/program/libsclo.so=libreoffice-calc-nogui ||
  echo "gouji: 没有安装 LibreOffice，.doc、.wps、.rtf、.odt 和电子表格暂时不能读取。" >&2
bash scripts/set-up.sh bsdtar=libarchive-tools ||
  echo "gouji: 没有安装 bsdtar，RAR 和 7z 压缩包暂时不能打开。" >&2
bash scripts/set-up.sh heif-convert=libheif-examples ||
  echo "gouji: 没有安装 heif-convert，HEIC 图片暂时不能读取。" >&2
npm run --silent build:dashboard
case " $* " in
  *" --no-demo "*) exec node cli/gouji.mjs serve "$@" ;;
  *) exec node cli/gouji.mjs serve --demo --upload samples/seeds samples/made samples/scans "$@" ;;
esac
